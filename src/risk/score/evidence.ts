import type { Kind } from '../../model/kind.ts'
import { REACHES } from '../../model/reachability.ts'
import { type FactorRule, known, spanOf, unknown, unknownOf } from './factor.ts'
import * as model from './model.ts'

const CONFIDENCES = Object.values(model.CONFIDENCE)
const UNKNOWN_CONFIDENCE = unknownOf(CONFIDENCES)
const confidence: FactorRule = {
  id: 'confidence',
  side: 'likelihood',
  label: 'Tool’s confidence',
  about: 'How sure the tools are that it is there.',
  span: spanOf(CONFIDENCES),
  rate: ({ confidence }) => (confidence ? known(model.CONFIDENCE[confidence]) : UNKNOWN_CONFIDENCE),
  value: ({ confidence }) => confidence ?? '',
}

const agreement: FactorRule = {
  id: 'agreement',
  side: 'likelihood',
  label: 'Agreement of tools',
  about: 'Whether several tools see it.',
  span: spanOf(model.AGREEMENT),
  rate: ({ tools }) => known(model.AGREEMENT[Math.min(Math.max(tools, 1), 3) - 1] as number),
  value: ({ tools }) => (tools > 1 ? `${tools} tools see it` : 'one tool sees it'),
}

/** Kinds that stand in code that may or may not run. */
const RUNS: ReadonlySet<Kind> = new Set(['code', 'dependency', 'container', 'web', 'api', 'runtime'])
const REACH_WORDS: Record<(typeof REACHES)[number], string> = {
  absent: 'not present',
  present: 'present, not seen to be used',
  imported: 'imported',
  called: 'the weak function is called',
  loaded: 'seen at run time',
}
const [, LEAST_REACH] = model.REACHABILITY
// A tool sees it: that it is not there at all is nothing to expect.
const UNKNOWN_REACH = unknown(LEAST_REACH, Math.max(...model.REACHABILITY))
const reachability: FactorRule = {
  id: 'reachability',
  side: 'likelihood',
  label: 'Reachability',
  about: 'How near a running program comes to the weak part, by whoever shows it.',
  span: spanOf(model.REACHABILITY.slice(1)),
  rate({ reachability, kind }) {
    if (reachability !== null) return known(model.REACHABILITY[reachability] as number)
    return RUNS.has(kind) ? UNKNOWN_REACH : undefined
  },
  value: ({ reachability }) => REACH_WORDS[REACHES[reachability ?? 0] ?? 'absent'],
}

const noise: FactorRule = {
  id: 'noise',
  side: 'likelihood',
  label: 'Where it stands',
  about: 'Tests, examples, generated and vendored code, packages for development, repetition.',
  span: spanOf(Object.values(model.NOISE_POINTS)),
  rate: ({ noise }) => known(Math.min(0, ...noise.map((reason) => model.NOISE_POINTS[reason]))),
  value: ({ noise }) => noise.join(', ') || 'in what runs',
}

export const EVIDENCE: readonly FactorRule[] = [confidence, agreement, reachability, noise]
