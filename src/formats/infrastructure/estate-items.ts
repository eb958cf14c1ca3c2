import { EXPOSURES } from '../../model/application.ts'
import { type EstateLink, type EstateNode, LINK_KINDS, NODE_KINDS, type NodeRef } from '../../model/estate.ts'
import type { Infrastructure, Link } from '../../model/infrastructure.ts'

/** Says what runs: things and links that were described as declarations are, without the places that only files have. */
export function estateItems(described: {
  infrastructure: readonly Infrastructure[]
  links: readonly Link[]
}): (EstateNode | EstateLink)[] {
  return [
    ...described.infrastructure.map(runningNode),
    ...described.links.flatMap((link) => runningLink(link) ?? []),
  ]
}

function runningNode(one: Infrastructure): EstateNode {
  const exposure = EXPOSURES.find((word) => word === one.exposure)
  const { also: _, ...attributes } = one.attributes
  const said = { ...attributes, type: one.type, provider: one.provider, exposedBy: one.exposedBy ?? '' }
  return {
    type: 'node',
    kind: one.kind,
    name: one.name,
    ...(exposure ? { exposure } : {}),
    attributes: {
      ...Object.fromEntries(Object.entries(said).filter(([key, value]) => key && value !== '')),
      seen: 'running',
    },
  }
}

function runningLink({ from, kind, to, evidence, confidence }: Link): EstateLink | undefined {
  const [start, end] = [refOf(from), refOf(to)]
  const known = LINK_KINDS.find((word) => word === kind)
  if (!start || !end || !known) return undefined
  return {
    type: 'link',
    from: start,
    kind: known,
    to: end,
    // What stands for a file is the thing's own address here, and has no lines.
    evidence: evidence.replace(/^([^\n]*?):1(?= |$)/, '$1').slice(0, 500),
    confidence,
  }
}

/** `kind:name`; undefined when the kind is none of the estate's. */
function refOf(text: string): NodeRef | undefined {
  const at = text.indexOf(':')
  const kind = NODE_KINDS.find((word) => word === text.slice(0, at))
  return kind && { kind, name: text.slice(at + 1) }
}
