import { expect, test } from 'vitest'
import { DependencyGraph } from './dependency-graph.ts'

function graphOf(edges: Record<string, string[]>): DependencyGraph {
  const graph = new DependencyGraph()
  for (const [ref, uses] of Object.entries(edges)) graph.add(ref, uses)
  return graph
}

test('the way to a package is the shortest one, with both ends', () => {
  const ways = graphOf({ app: ['a', 'b'], a: ['c'], c: ['d'], b: ['d'], d: [] }).waysFrom(['app'])
  expect(ways.to('d')).toEqual(['app', 'b', 'd'])
  expect(ways.to('app')).toEqual(['app'])
})

test('circles end, and what nothing leads to has no way', () => {
  const ways = graphOf({ app: ['a'], a: ['b'], b: ['a', 'app'], island: ['c'] }).waysFrom(['app'])
  expect(ways.to('b')).toEqual(['app', 'a', 'b'])
  expect(ways.to('c')).toBeUndefined()
  expect(ways.to('nowhere')).toBeUndefined()
})

test('unknown roots lead nowhere', () => {
  expect(
    graphOf({ app: ['a'] })
      .waysFrom(['other'])
      .to('a'),
  ).toBeUndefined()
})

test('tells "uses nothing" from "not said", and adds up what is said in parts', () => {
  const graph = graphOf({ app: ['a'], a: [] })
  graph.add('app', ['b'])
  expect(graph.usesOf('app')).toEqual(['a', 'b'])
  expect(graph.usesOf('a')).toEqual([])
  expect(graph.usesOf('b')).toBeUndefined()
  expect(graph.usesOf('constructor')).toBeUndefined()
})
