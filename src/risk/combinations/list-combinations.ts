import type { Severity } from '../../model/severity.ts'
import type { Tx } from '../../platform/database.ts'
import type { Combination } from './definition.ts'
import { wordsOf } from './finding-condition.ts'
import { readCombinations, type StoredCombination } from './store.ts'

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

export interface ListedCombination extends ToldCombination {
  source: StoredCombination['source']
  enabled: boolean
  revision: number
  changedAt: string | null
  changedBy: string | null
}

const listed = ({
  definition,
  source,
  enabled,
  revision,
  changedAt,
  changedBy,
}: StoredCombination): ListedCombination => ({
  ...toldCombination(definition),
  source,
  enabled,
  revision,
  changedAt: changedAt?.toISOString() ?? null,
  changedBy,
})

/** All of them, those that come with Stance first. */
export const listCombinations = async (tx: Tx): Promise<ListedCombination[]> =>
  (await readCombinations(tx)).map(listed)

/** One with its text; undefined where there is none of this name. */
export async function describeCombination(tx: Tx, id: string) {
  const found = (await readCombinations(tx)).find((one) => one.id === id)
  return found && { ...listed(found), text: found.text, tests: found.definition.tests.length }
}
