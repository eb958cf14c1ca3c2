import { expect, it } from 'vitest'
import type { EstateMap, EstateNode, LinkKind, NodeKind } from '../../api/types.ts'
import { graphOf, onlyKinds, waysIn, wayTo } from './map-graph.ts'
import { itemsOf } from './map-items.ts'
import { neighbour } from './map-keys.ts'
import { nearTo } from './map-near.ts'
import { placeItems } from './map-place.ts'
import { foundIn, treeOf } from './map-tree.ts'

const nodeOf = (said: string): EstateNode => {
  const [kind = 'host', name = ''] = said.split(':')
  return {
    id: said,
    kind: kind as NodeKind,
    name,
    asset: { id: 'a', name: 'a' },
    application: null,
    place: null,
    exposure: null,
    authenticated: null,
    dataClasses: [],
    leadsTo: [],
    attributes: {},
    firstSeen: '2026-11-20T08:00:00.000Z',
  }
}
/** `internet:>exposes>service:s`, a link a line. */
const mapOf = (lines: string, sure = 1): EstateMap => {
  const links = lines
    .trim()
    .split(/\s+/)
    .map((line) => line.split('>') as [string, LinkKind, string])
  const names = new Set(links.flatMap(([from, , to]) => [from, to]))
  return {
    nodes: [...names].map(nodeOf),
    links: links.map(([from, kind, to]) => ({ from, kind, to, confidence: sure })),
    counts: {},
    cut: false,
  }
}
const shop = mapOf(`
  internet:>exposes>service:s
  service:s>exposes>workload:w
  workload:w>runs>image:i
  deployable:d>builds>image:i
  pipeline:p>builds>image:i
  deployable:d>exposes>endpoint:e
  deployable:other>calls>deployable:d
  endpoint:e>reads>model:m`)
const NONE = new Set<string>()

it('the way in goes from the outside over the image to what builds it, and stops where a call begins', () => {
  const before = waysIn(graphOf(shop))
  expect(wayTo('endpoint:e', before)).toEqual([
    'internet:',
    'service:s',
    'workload:w',
    'image:i',
    'deployable:d',
    'endpoint:e',
  ])
  expect(wayTo('model:m', before)).toEqual([])
  expect(wayTo('pipeline:p', before)).toEqual([])
})

it('a way may begin where a report says that a thing is public', () => {
  const map = mapOf('ingress:i>exposes>workload:w')
  const nodes = map.nodes.map((node) => ({ ...node, exposure: 'internet' as const }))
  expect(wayTo('workload:w', waysIn(graphOf({ ...map, nodes })))).toEqual(['ingress:i', 'workload:w'])
})

it('what a hidden kind joins stays joined', () => {
  const { nodes, flows } = onlyKinds(graphOf(shop), new Set(['internet', 'workload', 'deployable']))
  expect([...nodes.keys()].sort()).toEqual(['deployable:d', 'deployable:other', 'internet:', 'workload:w'])
  expect(flows.map(({ from, to, carries }) => `${from} ${to} ${carries}`).sort()).toEqual([
    'deployable:other deployable:d false',
    'internet: workload:w true',
    'workload:w deployable:d true',
  ])
})

const crowd = (count: number, owner = 'd') =>
  Array.from({ length: count }, (_, i) => `deployable:${owner}>exposes>endpoint:${owner}${i}`).join(' ')

it('from four on, what belongs to the same is one box, until it is unfolded', () => {
  expect(itemsOf(graphOf(mapOf(crowd(3))), NONE).items.map(({ id }) => id)).toHaveLength(4)
  const graph = graphOf(mapOf(`${crowd(5)} ${crowd(4, 'b')}`))
  const folded = itemsOf(graph, NONE)
  const groups = folded.items.filter(({ group }) => group)
  expect(groups.map(({ nodes }) => nodes.length).sort()).toEqual([4, 5])
  expect(folded.edges).toHaveLength(2)
  const opened = itemsOf(graph, new Set([groups.find(({ nodes }) => nodes.length === 5)?.id ?? '']))
  expect(opened.items.filter(({ memberOf }) => memberOf)).toHaveLength(5)
  expect(opened.edges).toHaveLength(6)
})

it('boxes stand in their columns, none on another, and level with what they are linked with', () => {
  const shown = itemsOf(
    graphOf(mapOf(`${crowd(4)} ${crowd(4, 'b')} repository:r>contains>deployable:d`)),
    NONE,
  )
  const { placed, heads, buildsFrom } = placeItems(shown)
  expect(heads.map(({ head }) => head)).toEqual(['Code', 'Endpoint'])
  const at = (id: string) => placed.find(({ item }) => item.id === id)
  expect(at('repository:r')?.y).toBeGreaterThan(buildsFrom ?? 0)
  const group = placed.find(({ item }) => item.id.startsWith('endpoint deployable:d'))
  expect(group?.y).toBeCloseTo(at('deployable:d')?.y ?? 0)
  for (const [i, one] of placed.entries())
    for (const other of placed.slice(i + 1))
      expect(one.column !== other.column || Math.abs(one.y - other.y) >= one.height).toBe(true)
})

it('fifteen hundred nodes are placed at once', () => {
  const lines = Array.from(
    { length: 750 },
    (_, i) => `service:s${i}>exposes>workload:w${(i * 7) % 750}`,
  ).join(' ')
  const shown = itemsOf(graphOf(mapOf(lines)), NONE)
  const before = performance.now()
  expect(placeItems(shown).placed).toHaveLength(1500)
  expect(performance.now() - before).toBeLessThan(2000)
})

it('arrow keys follow links sideways and the column up and down', () => {
  const shown = itemsOf(graphOf(shop), NONE)
  const { placed } = placeItems(shown)
  const from = (id: string, key: string) => {
    const at = placed.find(({ item }) => item.id === id)
    return at && neighbour(key, at, placed, shown.edges)?.item.id
  }
  expect(from('image:i', 'ArrowLeft')).toBe('workload:w')
  expect(from('image:i', 'ArrowRight')).toBe('deployable:d')
  expect(from('deployable:d', 'ArrowRight')).toBe('endpoint:e')
  expect([from('deployable:d', 'ArrowDown'), from('deployable:d', 'ArrowUp')]).toContain('deployable:other')
  expect(from('internet:', 'ArrowLeft')).toBeUndefined()
})

it('near is who reaches it, what is right before it, and all that it leads to', () => {
  const { edges } = itemsOf(graphOf(shop), NONE)
  const { before, after } = nearTo('deployable:d', edges)
  expect([...before].sort()).toEqual([
    'deployable:d',
    'deployable:other',
    'image:i',
    'internet:',
    'service:s',
    'workload:w',
  ])
  expect([...after].sort()).toEqual(['deployable:d', 'endpoint:e', 'model:m'])
})

it('as a list, a thing is told once in full, below what reaches it', () => {
  const branches = treeOf(itemsOf(graphOf(shop), NONE))
  const words = (all: typeof branches, depth = 0): string[] =>
    all.flatMap(({ item, again, children }) => [
      `${'-'.repeat(depth)}${item.id}${again ? ' again' : ''}`,
      ...words(children, depth + 1),
    ])
  expect(words(branches)).toEqual([
    'internet:',
    '-service:s',
    '--workload:w',
    '---image:i',
    '----deployable:d',
    '-----endpoint:e',
    '------model:m',
    'deployable:other',
    '-deployable:d again',
    'pipeline:p',
    '-image:i again',
  ])
  expect(words(foundIn(branches, new Set(['pipeline:p'])))).toEqual(['pipeline:p'])
})
