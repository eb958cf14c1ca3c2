import { expect, it } from 'vitest'
import type { DependencyGraph } from '../api/types.ts'
import { connected, placeNodes, reach, waysOf } from './graph.ts'

const graphOf = (names: string, edges: string): DependencyGraph => ({
  nodes: names.split(' ').map((name) => ({
    id: name,
    name,
    version: '1',
    root: name === 'app',
    direct: null,
    openFindings: 0,
    severity: null,
  })),
  edges: edges
    .split(' ')
    .map((edge) => edge.split('>').map((name) => names.split(' ').indexOf(name)) as [number, number]),
})
const layout = (graph: DependencyGraph) => {
  const ways = waysOf(graph)
  return placeNodes(graph, ways, new Set(connected(ways))).map(
    ({ node, column, row }) => `${graph.nodes[node]?.name} ${column}/${row}`,
  )
}

it('a node stands as far from the root as its shortest way', () => {
  expect(layout(graphOf('app a b c d', 'app>a app>b a>c c>d b>d'))).toEqual([
    'app 0/0',
    'a 1/0',
    'b 1/1',
    'c 2/0',
    'd 2/1',
  ])
})

it('nodes of no graph are left out, and circles end', () => {
  expect(layout(graphOf('a b c alone', 'a>b b>c c>a'))).toEqual(['a 0/0', 'b 1/0', 'c 2/0'])
  expect(layout(graphOf('app a b', 'app>a a>b b>app'))).toEqual(['app 0/0', 'a 1/0', 'b 2/0'])
})

it('what leads to a node is everything above it', () => {
  const ways = waysOf(graphOf('app a b c d', 'app>a app>b a>c c>d b>d'))
  expect([...reach([3], ways.up)].sort()).toEqual([0, 1, 3])
  expect([...reach([1], ways.down)].sort()).toEqual([1, 3, 4])
})

it('a thousand nodes of three thousand edges are placed at once', () => {
  const nodes = Array.from({ length: 1000 }, (_, i) => (i === 0 ? 'app' : `n${i}`)).join(' ')
  const edges = Array.from({ length: 3000 }, (_, i) => {
    const to = 1 + (i % 999)
    const from = Math.floor(to / (2 + (i % 3)))
    return `${from === 0 ? 'app' : `n${from}`}>n${to}`
  }).join(' ')
  const graph = graphOf(nodes, edges)
  const before = performance.now()
  expect(layout(graph)).toHaveLength(1000)
  expect(performance.now() - before).toBeLessThan(500)
})
