import { expect, test } from 'vitest'
import { DependencyGraph, wayTo } from './dependency-graph.ts'

function walked(edges: Record<string, string[]>, roots = ['app']): DependencyGraph<string> {
  const graph = new DependencyGraph<string>()
  for (const [ref, uses] of Object.entries(edges)) graph.add(ref, uses)
  graph.walkFrom(roots.map((root) => graph.find(root)))
  return graph
}

const refsTo = (graph: DependencyGraph<string>, ref: string): string[] =>
  wayTo(graph.at(ref)).map((node) => node.ref)

test('the way to a package is the shortest one, with both ends', () => {
  const graph = walked({ app: ['a', 'b'], a: ['c'], c: ['d'], b: ['d'], d: [] })
  expect(refsTo(graph, 'd')).toEqual(['app', 'b', 'd'])
  expect(refsTo(graph, 'app')).toEqual(['app'])
  expect(graph.at('app')).toMatchObject({ reached: true, before: undefined })
})

test('circles end, and what nothing leads to is not reached', () => {
  const graph = walked({ app: ['a'], a: ['b'], b: ['a', 'app'], island: ['c'] })
  expect(refsTo(graph, 'b')).toEqual(['app', 'a', 'b'])
  expect(refsTo(graph, 'c')).toEqual(['c'])
  expect(graph.at('c').reached).toBe(false)
})

test('unknown roots lead nowhere', () => {
  expect(walked({ app: ['a'] }, ['other']).at('a').reached).toBe(false)
})

test('a walk may follow more edges than what a node uses', () => {
  const graph = new DependencyGraph<string>()
  graph.add('app', [])
  graph.walkFrom([graph.find('app')], (node) => (node.ref === 'app' ? [graph.at('inside')] : []))
  expect(refsTo(graph, 'inside')).toEqual(['app', 'inside'])
})

test('adds up what is said in parts and keeps what is known of a reference', () => {
  const graph = walked({ app: ['a'], a: [] })
  graph.add('app', ['b'])
  graph.at('b').value = 'said later'
  expect(graph.find('app')?.uses.map(({ ref, value }) => [ref, value])).toEqual([
    ['a', undefined],
    ['b', 'said later'],
  ])
  expect(graph.find('constructor')).toBeUndefined()
})
