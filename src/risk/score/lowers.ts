import { CONTROLS } from '../../model/application.ts'
import { reachRank } from '../../model/reachability.ts'
import type { ScoreInput } from './input.ts'
import { CONTROL, DATA } from './model.ts'
import { bounded, type RiskModel, score } from './score.ts'

/** One change, and the score (tenths) after it alone. */
export interface Lower {
  id: string
  label: string
  score: number
}

interface Change {
  id: string
  label: string
  /** Undefined: then the finding is gone. */
  input?: ScoreInput
}

export interface LowerArgs {
  input: ScoreInput
  model: RiskModel
  /** Tenths. */
  policyPoints: number
  component: string | null
  fixVersion: string | null
}

const MOST = 8

/** What would lower a finding's score, the most first; each change by itself. Pure. */
export function lowersOf(args: LowerArgs): Lower[] {
  const { input, model, policyPoints } = args
  const scoreOf = (one: ScoreInput): number => bounded(score(one, model).score + policyPoints)
  const now = scoreOf(input)
  return changesOf(args)
    .map(({ id, label, input: changed }) => ({ id, label, score: changed ? scoreOf(changed) : 0 }))
    .filter((one) => one.score < now)
    .sort((a, b) => a.score - b.score)
    .slice(0, MOST)
}

const changesOf = (args: LowerArgs): Change[] => [
  ...upgrade(args),
  ...lessExposed(args.input),
  ...unreached(args.input),
  ...moreControl(args.input),
  ...lessData(args.input),
  ...apart(args.input),
]

const upgrade = ({ component, fixVersion }: LowerArgs): Change[] =>
  component && fixVersion ? [{ id: 'upgrade', label: `Upgrade ${component} to ${fixVersion}` }] : []

function lessExposed(input: ScoreInput): Change[] {
  const inside: Change = {
    id: 'exposure-internal',
    label: 'Let it be reached from inside only',
    input: { ...input, exposure: 'internal' },
  }
  const isolated: Change = {
    id: 'exposure-isolated',
    label: 'Isolate it',
    input: { ...input, exposure: 'isolated' },
  }
  return input.exposure === 'isolated' ? [] : input.exposure === 'internal' ? [isolated] : [inside, isolated]
}

function unreached(input: ScoreInput): Change[] {
  const present = reachRank('present')
  if (input.reachability === null || input.reachability <= present) return []
  return [
    {
      id: 'reachability',
      label: 'Take out the calls that reach it',
      input: { ...input, reachability: present },
    },
  ]
}

const moreControl = (input: ScoreInput): Change[] =>
  CONTROLS.filter(
    (one) => !input.controls?.includes(one) && (CONTROL[one].kinds?.includes(input.kind) ?? true),
  ).map((one) => ({
    id: `control-${one}`,
    label: `Add a control: ${CONTROL[one].label}`,
    input: { ...input, controls: [...(input.controls ?? []), one] },
  }))

const lessData = (input: ScoreInput): Change[] =>
  (input.dataClasses ?? [])
    .filter((one) => DATA[one] > 0)
    .map((one) => ({
      id: `data-${one}`,
      label: `Keep ${one} data out of it`,
      input: { ...input, dataClasses: (input.dataClasses ?? []).filter((other) => other !== one) },
    }))

const apart = (input: ScoreInput): Change[] =>
  (input.blastRadius ?? 0) > 0
    ? [
        {
          id: 'blast-radius',
          label: 'Cut its links to other assets',
          input: { ...input, blastRadius: 0 },
        },
      ]
    : []
