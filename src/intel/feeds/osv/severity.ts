import { cvssRating } from '../../../formats/values/cvss.ts'
import { asObject, asObjects, type Json } from '../../../formats/values/fields.ts'
import type { CvssRating } from '../../../model/observation.ts'
import { type Severity, severityOfWord } from '../../../model/severity.ts'

/** CVSS of the record and of its affected packages, each vector once. What is no vector (Ubuntu's priority) is no rating. */
export function ratingsIn(record: Json): CvssRating[] {
  const given = [record, ...asObjects(record.affected)].flatMap((part) => asObjects(part.severity))
  const ratings = new Map<string, CvssRating>()
  for (const { type, score } of given) {
    if (typeof type !== 'string' || !type.startsWith('CVSS_')) continue
    const rating = cvssRating({ vector: score, score })
    if (rating) ratings.set(rating.vector ?? String(rating.score), rating)
  }
  return [...ratings.values()]
}

/**
 * The database's own word: GitHub's for the record; Ubuntu's priority, which the schema has as a severity type; Debian's urgency and
 * others' words for an affected package, of which the first speaks; RustSec's word for what only informs.
 */
export function severityIn(record: Json): { severity?: Severity } {
  const parts = asObjects(record.affected)
  const words = [
    asObject(record.database_specific)?.severity,
    ...[record, ...parts].flatMap((part) =>
      asObjects(part.severity)
        .filter(isWord)
        .map(({ score }) => score),
    ),
    ...parts.flatMap((part) => [part.ecosystem_specific, part.database_specific]).flatMap(wordsIn),
  ]
  for (const word of words) {
    const severity = typeof word === 'string' ? severityOfWord(WORDS[word.toLowerCase()] ?? word) : 'unknown'
    if (severity !== 'unknown') return { severity }
  }
  return {}
}

const isWord = ({ type }: Json): boolean => typeof type === 'string' && !type.startsWith('CVSS_')

const wordsIn = (specific: unknown): unknown[] => {
  const holder = asObject(specific)
  return [holder?.severity, holder?.urgency, holder?.ubuntu_priority, holder?.informational]
}

/**
 * Debian's urgencies that nobody else uses; `not yet assigned` and `end-of-life` say nothing of how bad it is. RustSec's records that only
 * inform (https://github.com/rustsec/advisory-db#advisory-format); what is `unsound` may be as bad as anything.
 */
const WORDS: Record<string, string> = Object.assign(Object.create(null), {
  unimportant: 'info',
  'low*': 'low',
  'low**': 'low',
  'medium*': 'medium',
  'medium**': 'medium',
  'high*': 'high',
  'high**': 'high',
  unmaintained: 'low',
  notice: 'info',
})
