import type { Kind } from '../../../model/kind.ts'
import type { Guesses } from './guess.ts'

const BY_WORDS: [Kind, RegExp][] = [
  ['data', /\b(?:dlp|pii|phi|pci|gdpr|sensitive|data store|datastore|classification)\b/gi],
  ['identity', /\b(?:mfa|oauth|sso|saas|sign-?in|legacy auth|guests?|sharing|admins?|accounts?)\b/gi],
  ['cloud', /\b(?:arn|s3|buckets?|iam|vpc|subscription|cloud)\b/gi],
]

/** What the findings are about, by what they have and what they say; a person looks it over. */
export function guessedKind(guesses: Guesses): Kind {
  if (guesses.secret) return 'secret'
  if (guesses.package || guesses.advisories || guesses.purl) return 'dependency'
  if (guesses.path && (guesses.line || guesses.snippet)) return 'code'
  if (guesses.url) return 'web'
  const words = Object.values(guesses)
    .flatMap(({ path, values }) => [path, ...values])
    .join(' ')
    .replace(/[_/]/g, ' ')
  const [best] = BY_WORDS.map(([kind, pattern]) => ({ kind, hits: words.match(pattern)?.length ?? 0 })).sort(
    (a, b) => b.hits - a.hits,
  )
  return best && best.hits > 0 ? best.kind : 'config'
}
