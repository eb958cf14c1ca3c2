import type { NodeKind } from '../../model/estate.ts'
import type { GraphAsset, GraphNode } from './estate-graph.ts'
import type { FindingFact } from './finding-condition.ts'

/** Kinds of findings that speak of what runs as a whole. Packages of a repository are its deployables', which images are built from. */
const OF_CONTENT = new Set<FindingFact['kind']>(['container', 'runtime'])
const OF_REQUESTS = new Set<FindingFact['kind']>(['web', 'api'])

/** Things of one name that several assets may have: their findings say nothing of it, unless an asset is the thing itself. */
const SHARED = new Set<NodeKind>(['internet', 'third-party', 'action', 'ai', 'owner'])

/** Whether a finding of one of the node's assets is about this node, and not about something else that the asset holds. */
export function sitsOn(f: FindingFact, node: GraphNode): boolean {
  const { attributes } = node.subject
  if (SHARED.has(node.kind)) return false
  switch (node.kind) {
    case 'repository':
      return true
    case 'deployable':
      return f.path === null || isWithin(f.path, node.name)
    case 'endpoint':
      if (OF_REQUESTS.has(f.kind)) return speaksOf(f.place, fixedPart(attributes.path ?? node.name))
      return [node.place, attributes.handlerPlace].some(
        (place) => fileOf(place) === f.path && f.path !== null,
      )
    case 'pipeline':
      return f.path === null || f.path === node.name
    case 'model':
    case 'field':
      return fileOf(node.place) === f.path && f.path !== null
    case 'image':
    case 'workload':
      return OF_CONTENT.has(f.kind) || names(f, node.name)
    default:
      return names(f, node.name) || (attributes.name !== undefined && names(f, attributes.name))
  }
}

/** Assets that are the image that a node is or runs, by its name. */
export function imageAssets(node: GraphNode, byName: ReadonlyMap<string, GraphAsset[]>): GraphAsset[] {
  const image =
    node.kind === 'image' ? node.name : node.kind === 'workload' ? node.subject.attributes.image : undefined
  return image === undefined ? [] : image.split(', ').flatMap((one) => byName.get(untagged(one)) ?? [])
}

/** `registry/name:tag@sha256:…` → `registry/name`. */
export const untagged = (image: string): string => image.split('@')[0]?.replace(/:[^:/]*$/, '') ?? image

const isWithin = (path: string, folder: string): boolean =>
  folder === '.' || folder === '' || path === folder || path.startsWith(`${folder}/`)

const fileOf = (place: string | null | undefined): string | undefined => place?.replace(/:\d+$/, '')

/** What stands before the first value of a path. */
const fixedPart = (path: string): string => path.replace(/^[A-Z]+ /, '').split(/[{*]/)[0] ?? path

const speaksOf = (place: string, path: string): boolean =>
  path.length > 1 && place.includes(path.replace(/\/$/, ''))

/** Whether the finding's place names the thing, by its last part: `Deployment/shop/api` by `api`, an ARN by what it is of. */
function names(f: FindingFact, name: string): boolean {
  const last = name.split(/[/:.]/).filter(Boolean).at(-1)
  if (!last) return false
  const place = f.place.toLowerCase()
  const word = last.toLowerCase()
  for (let at = place.indexOf(word); at >= 0; at = place.indexOf(word, at + 1))
    if (!/[\w-]/.test(place[at - 1] ?? '') && !/[\w-]/.test(place[at + word.length] ?? '')) return true
  return false
}
