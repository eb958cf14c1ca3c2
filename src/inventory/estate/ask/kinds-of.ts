import { FLOW, LINK_KINDS, type LinkKind } from '../../../model/estate.ts'
import type { Arrow } from './parse-question.ts'

/** Kinds that a plain arrow follows besides the flow: into what a thing is made of, and to what deploys it. */
const ALSO: Partial<Record<LinkKind, 'forward' | 'back'>> = {
  contains: 'forward',
  deploys: 'forward',
  uses: 'forward',
}
const LEADS = { ...ALSO, ...FLOW }

/** Kinds of links that an arrow follows from their `from` end, and from their `to` end. */
export function kindsOf({ direction, kinds }: Arrow): { out: LinkKind[]; into: LinkKind[] } {
  if (kinds) return direction === 'forward' ? { out: kinds, into: [] } : { out: [], into: kinds }
  const along = LINK_KINDS.filter((kind) => LEADS[kind] === 'forward')
  const against = LINK_KINDS.filter((kind) => LEADS[kind] === 'back')
  return direction === 'forward' ? { out: along, into: against } : { out: against, into: along }
}
