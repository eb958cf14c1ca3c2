import type { Reachability } from '../../model/reachability.ts'
import { byWord } from './by-word.ts'

/** Words of tools that follow calls, in lower case with single hyphens; what is not here says nothing. */
const WORDS = byWord<Reachability>({
  reachable: { level: 'called' },
  'always-reachable': { level: 'called' },
  'conditionally-reachable': { level: 'called' },
  function: { level: 'called' },
  called: { level: 'called' },
  package: { level: 'imported' },
  'potentially-reachable': { level: 'imported' },
  'no-path-found': { level: 'present', atMost: true },
  unreachable: { level: 'present', atMost: true },
  'not-reachable': { level: 'present', atMost: true },
  'not-called': { level: 'present', atMost: true },
})

/** What a tool's word for reachability means; undefined where it says nothing. Its own word is the evidence. */
export function reachabilityOf(word: string | undefined): Reachability | undefined {
  const known = word && WORDS[word.toLowerCase().replace(/[\s_-]+/g, '-')]
  return known ? { ...known, evidence: word } : undefined
}
