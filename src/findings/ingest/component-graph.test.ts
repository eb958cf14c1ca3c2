import { expect, test } from 'vitest'
import { ComponentGraph } from './component-graph.ts'

test('an edge may come before what it means, and counts once whatever refers to it', () => {
  const graph = new ComponentGraph()
  graph.link('app', ['left', 'right', 'left'])
  expect(graph.place('app', 'id-app')).toBe(true)
  expect(graph.place('left', 'id-left')).toBe(true)
  expect(graph.place('left-again', 'id-left')).toBe(false)
  expect(graph.place('right', 'id-right')).toBe(true)
  graph.link('right', ['left-again', 'left'])
  expect([...graph.edges()]).toEqual([
    ['id-app', 'id-left'],
    ['id-app', 'id-right'],
    ['id-right', 'id-left'],
  ])
})

test('edges to nothing that is listed, and of a component to itself, are none', () => {
  const graph = new ComponentGraph()
  graph.place('a', 'id')
  graph.place('b', 'id')
  graph.place('c', 'other')
  graph.link('a', ['b', 'a', 'nowhere'])
  graph.link('nobody', ['a'])
  expect([...graph.edges()]).toEqual([])
  graph.link('c', ['b'])
  expect([...graph.edges()]).toEqual([['other', 'id']])
})

test('a reference means what it was given last', () => {
  const graph = new ComponentGraph()
  graph.place('a', 'first')
  graph.place('b', 'used')
  graph.place('a', 'second')
  graph.link('a', ['b'])
  expect([...graph.edges()]).toEqual([['second', 'used']])
})
