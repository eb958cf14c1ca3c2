import type { Severity } from '../../model/severity.ts'
import { byWord } from '../values/by-word.ts'
import { firstSentence } from '../values/first-sentence.ts'

/** Risk levels go from 0 to 5. */
export const SEVERITIES: { [level: string]: Severity } = byWord({
  '5': 'high',
  '4': 'high',
  '3': 'medium',
  '2': 'low',
  '1': 'low',
  '0': 'info',
})

/** What a hit is called: the function that was found, and the warning without the weaknesses behind it. */
export function titleOf(name: string, warning: string | undefined): string | undefined {
  const said = firstSentence(warning?.replace(/\s*\(CWE-[^()]*\)\.?$/, ''))
  return said && `${name}: ${said}`
}
