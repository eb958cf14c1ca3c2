import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'

// What Burp's reports have in common, whichever way they are written.

/** All issues that extensions raise share this type; only their names tell them apart. */
const EXTENSION_ISSUE = '134217728'

/** Burp's own number of the issue's type, or its name. */
export function ruleOf(type: string | undefined, name: string | undefined): string | undefined {
  return type && type !== EXTENSION_ISSUE ? type : (name ?? type)
}

/** A person may have set the severity to "False positive". */
export const isFalsePositive = (word: string | undefined): boolean => /^false[ _]positive$/i.test(word ?? '')

export const severityOf = (word: string | undefined): Severity => severityOfWord(word)

const CONFIDENCE = new Map<string | undefined, Observation['confidence']>([
  ['certain', 'high'],
  ['firm', 'medium'],
  ['tentative', 'low'],
])

export const confidenceOf = (word: string | undefined): Observation['confidence'] =>
  CONFIDENCE.get(word?.toLowerCase())

/**
 * The parameter in an issue's place: `/cart [id parameter]`, `/cart [session cookie]`, `/ [Referer HTTP header]`,
 * `/ [URL path folder 1]`.
 */
export function parameterIn(place: string | undefined): string | undefined {
  const inside = / \[(.+)\]\s*$/.exec(place?.slice(0, 2000) ?? '')?.[1]
  const named =
    /^(?!name of an )(.+?) (?:(?:JSON|XML|multipart|URL|body) )?(?:parameter|cookie|HTTP header)$/i
  return named.exec(inside ?? '')?.[1] ?? inside
}

/** CAPEC ids and OWASP categories in the list of classifications, for tags. */
export const classesIn = (text: string | undefined): string[] => [
  ...new Set((text ?? '').match(/\bCAPEC-\d+(?=:)/g) ?? []),
]
