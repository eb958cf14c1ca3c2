import type { Severity } from '../../model/severity.ts'
import { notFound } from '../../platform/errors.ts'
import type { Combination } from './definition.ts'
import { wordsOf } from './finding-condition.ts'
import { shippedCombinations } from './shipped-combinations.ts'

export interface ToldCombination {
  id: string
  title: string
  severity: Severity
  description: string
  fix: string
  question: string
  conditions: { step: number; when: string }[]
}

/** A definition as people read it. */
export const toldCombination = ({
  id,
  title,
  severity,
  description,
  fix,
  chain,
  conditions,
  besides,
  on,
}: Combination): ToldCombination => ({
  id,
  title,
  severity,
  description,
  fix,
  question: chain,
  conditions: [
    ...conditions.map(({ step, finding }) => ({ step: step + 1, when: wordsOf(finding) })),
    ...besides.map(({ within, thing, finding }) => ({
      step: on,
      when: [
        `beside it in the same ${within}:`,
        thing && `${thing.kind}${thing.condition ? `[${thing.condition.text}]` : ''}`,
        finding && wordsOf(finding),
      ]
        .filter(Boolean)
        .join(' '),
    })),
  ],
})

/** One by its id. Throws `not_found`. */
export function combinationById(id: string): Combination {
  const found = shippedCombinations().find((one) => one.id === id)
  if (!found) throw notFound('combination', id)
  return found
}
