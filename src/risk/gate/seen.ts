import { identify } from '../../findings/identity.ts'
import type { Leftover } from '../../findings/ingest/leftover.ts'
import { shapeOf } from '../../findings/ingest/shape.ts'
import { DEFAULT_RULES } from '../../findings/merging/merge-rules.ts'
import type { Observation } from '../../model/observation.ts'
import { normaliseSnippet } from '../../model/snippet.ts'
import { contentId } from '../../platform/ids.ts'

/** What comparing needs to know of an observation: the identities that the ingest goes by, and where it stands. */
export interface Seen extends Leftover {
  tool: string
  /** Exact identity within its tool, the same for twins. */
  base: string
  /** Identities that tools share. */
  shared: readonly string[]
}

/** By what a secret is the same as another: its keyed hash, or where two sides have no key in common, what is shown of it. */
export type SecretIdentity = 'hash' | 'mask'

/** Pure. `id` = how the caller calls it. */
export function seenOf(id: string, tool: string, given: Observation, by: SecretIdentity): Seen {
  const o = by === 'mask' ? withMaskedIdentity(given) : given
  const { base, snippetKey, shared, family } = identify(tool, o)
  const { location } = o
  const line = location?.line ?? 0
  return {
    id,
    tool,
    base,
    snippetKey: snippetKey(),
    shared: family && DEFAULT_RULES[family] ? shared : [],
    rule: `${tool}\u001f${o.rule}`,
    path: location?.path ?? '',
    line,
    end: location?.endLine ?? line,
    column: location?.column ?? 0,
    snippet: normaliseSnippet(location?.snippet),
    shape: shapeOf(location),
    proven: Boolean(o.component || o.secretHash || o.resource),
  }
}

/**
 * A short secret's mask says nothing, so there its rule and path have to tell: `shared` is left to what the mask really shows.
 */
function withMaskedIdentity(o: Observation): Observation {
  if (!o.secretHash) return o
  const mask = o.secretMasked ?? ''
  const shown = mask.includes('…') ? mask : `${mask} ${o.rule} ${o.location?.path ?? ''}`
  return { ...o, secretHash: contentId('mask', shown) }
}

/** A name that stays from run to run and from machine to machine; it tells nothing of a secret but what is shown of it. */
export const stableId = (tool: string, o: Observation): string => identify(tool, withMaskedIdentity(o)).base
