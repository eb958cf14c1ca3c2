import type { EstateChange } from '../api/types.ts'

/** What each kind of change is called over its rows. */
const CHANGE_KIND: Record<string, string> = {
  'authentication-gone': 'Authentication gone',
  'exposure-wider': 'Wider exposure',
  'endpoint-new': 'New endpoint',
  'endpoint-data-new': 'Endpoint takes more data',
  'data-new': 'New sensitive data',
  'permission-new': 'New permission',
  'image-swapped': 'Other image',
  'third-party-new': 'New third party',
  'ai-new': 'New AI',
  'action-unpinned': 'Action no longer pinned',
  'action-new': 'New pipeline action',
  'infrastructure-new': 'New infrastructure',
  'pipeline-new': 'New pipeline',
  'deployable-new': 'New deployable',
  'authentication-new': 'Authentication added',
  'exposure-narrower': 'Narrower exposure',
  'endpoint-gone': 'Endpoint gone',
  'data-gone': 'Sensitive data gone',
  'permission-gone': 'Permission gone',
  'third-party-gone': 'Third party gone',
  'ai-gone': 'AI gone',
  'action-gone': 'Pipeline action gone',
  'infrastructure-gone': 'Infrastructure gone',
  'pipeline-gone': 'Pipeline gone',
  'deployable-gone': 'Deployable gone',
}
const ORDER = Object.keys(CHANGE_KIND)

export interface ChangeGroup {
  kind: string
  label: string
  material: boolean
  changes: EstateChange[]
}

/** A kind that this page does not know yet reads as it is written: `host-new` → `Host new`. */
const spoken = (kind: string): string => {
  const words = kind.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const placeIn = (kind: string): number => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length)

/** Changes by kind: those that make the risk larger first, and of them the worst kinds first. */
export function groupChanges(changes: readonly EstateChange[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>()
  for (const change of changes) {
    const { kind, material } = change
    const key = `${kind} ${material}`
    const group = groups.get(key) ?? { kind, label: CHANGE_KIND[kind] ?? spoken(kind), material, changes: [] }
    group.changes.push(change)
    groups.set(key, group)
  }
  return [...groups.values()].toSorted(
    (a, b) => Number(b.material) - Number(a.material) || placeIn(a.kind) - placeIn(b.kind),
  )
}
