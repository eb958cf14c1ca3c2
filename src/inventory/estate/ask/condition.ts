import { Environment } from '@marcbachmann/cel-js'
import { AppError } from '../../../platform/errors.ts'
import { type Prefilter, prefilterOf } from './prefilter.ts'

/** What a condition may look at. */
export interface Subject {
  name: string
  kind: string
  asset: string
  application: string
  /** `internet`, `partner`, `internal`, `isolated`, or `unknown`. */
  exposure: string
  /** False also where nothing tells. */
  authenticated: boolean
  /** Classes of data that it holds or takes; that it leads to. */
  data: string[]
  leadsTo: string[]
  attributes: Record<string, string>
  /** Of the asset that it belongs to: open findings, highest score 0–100, whether one of them is known to be exploited. */
  findings: number
  topScore: number
  knownExploited: boolean
}

export interface Condition {
  text: string
  /** What SQL can ask for it. */
  prefilter: Prefilter
  /** Whether it may look at findings. */
  posture: boolean
  holds(subject: Subject): boolean
}

/** What a condition may look at, with CEL's types. */
export const SUBJECT_TYPES: Record<keyof Subject, string> = {
  name: 'string',
  kind: 'string',
  asset: 'string',
  application: 'string',
  exposure: 'string',
  authenticated: 'bool',
  data: 'list<string>',
  leadsTo: 'list<string>',
  attributes: 'map<string, string>',
  findings: 'double',
  topScore: 'double',
  knownExploited: 'bool',
}

const POSTURE = /\b(findings|topScore|knownExploited)\b/

/** CEL with the subject's fields and nothing else: it cannot loop, write, or look elsewhere (https://cel.dev). */
const environment = Object.entries(SUBJECT_TYPES).reduce(
  (made, [name, type]) => made.registerVariable(name, type),
  new Environment({ homogeneousAggregateLiterals: true }),
)

/** Reads and type checks a condition. `at` = where it begins in its question. Throws `bad_question`. */
export function parseCondition(text: string, at: number): Condition {
  const refuse = (reason: string): AppError =>
    new AppError(
      'bad_question',
      400,
      `The condition [${text}] at character ${at + 1} can't be read: ${reason}`,
    )
  const checked = environment.check(text)
  if (!checked.valid) throw refuse((checked.error?.message ?? 'it is no CEL').split('\n')[0] ?? '')
  if (checked.type !== 'bool') throw refuse(`it is a ${checked.type}, where a condition is true or false.`)
  const evaluate = environment.parse(text)
  return {
    text,
    prefilter: prefilterOf(evaluate.ast),
    posture: POSTURE.test(text),
    holds(subject) {
      try {
        return evaluate({ ...subject }) === true
      } catch {
        // An attribute that this one does not have: the condition does not hold.
        return false
      }
    },
  }
}
