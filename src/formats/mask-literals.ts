import type { Observation } from '../model/observation.ts'
import { secretHider } from './hide-secrets.ts'

/** Hard-coded password, hard-coded key, credentials that are not protected, hard-coded credentials. */
const OF_SECRETS = new Set([259, 321, 522, 798])

const LITERAL = /(["'`])((?:\\.|(?!\1)[^\n\\]){6,}?)\1/g

/** What stands in quotes and is no secret: names of settings, addresses without credentials, paths, sentences, what is masked already. */
const HARMLESS = /^[A-Z][A-Z0-9_]*$|^https?:\/\/[^@]*$|^\.{0,2}\/[\w./-]*$|\s|[•…*]/

/**
 * An observation about credentials in source prints the code around them, with several literals of which nobody says which is the
 * secret: all of them are masked, in the code and wherever else it was printed.
 */
export const maskLiterals = (observation: Observation): Observation =>
  secretHider(new Set(literalsOf(observation)))(observation)

/** What may be the secret in the code of an observation about credentials; nothing of another. */
export function literalsOf({ kind, cwes, location, related = [], flow = [] }: Observation): string[] {
  if (kind !== 'secret' && !cwes?.some((cwe) => OF_SECRETS.has(cwe))) return []
  return [location, ...related, ...flow]
    .flatMap((place) => [...(place?.snippet?.matchAll(LITERAL) ?? [])].map(([, , literal = '']) => literal))
    .filter((literal) => !HARMLESS.test(literal))
}
