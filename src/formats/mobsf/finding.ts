import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { byWord } from '../values/by-word.ts'
import { observe } from '../values/observe.ts'

/** What a section says of one thing; `passed` is what was looked at and found good. */
export type Told = Omit<Observation, 'type' | 'severity' | 'raw'> | 'passed'

/** Words of reports, besides the common ones. Permissions have words of their own. */
const WORDS: Record<string, Severity> = byWord({
  hotspot: 'info',
  dangerous: 'medium',
  normal: 'info',
  signature: 'info',
  signatureorsystem: 'info',
  insecure: 'high',
})

/** Words for what is as it should be. */
export const isGood = (word: string | undefined): boolean => /^(?:good|secure|suppressed)$/i.test(word ?? '')

export const severityOf = (word: string | undefined): Severity => {
  const name = word?.toLowerCase() ?? ''
  return (Object.hasOwn(WORDS, name) && WORDS[name]) || severityOfWord(word)
}

/** The observation of what was told; what was not understood is a problem, what passed is nothing. */
export function* finding(
  told: Told | undefined,
  where: string,
  raw: unknown,
): Generator<Observation | Problem> {
  if (told === undefined) yield loss(where, 'left out, because it is not of the expected shape')
  else if (told !== 'passed')
    yield observe({ ...told, severity: severityOf(told.toolSeverity), raw: JSON.stringify(raw) })
}

export function* listItems(
  list: unknown,
  where: string,
  read: (value: unknown) => Told | undefined,
): Generator<Observation | Problem> {
  for (const [index, value] of (Array.isArray(list) ? list : []).entries())
    yield* finding(read(value), `${where}/${index}`, value)
}
