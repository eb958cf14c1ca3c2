import { expect, test } from 'vitest'
import type { LinkKind } from '../../model/estate.ts'
import { followLinks, type GraphLink, type GraphNode } from './follow-links.ts'

const node = (id: string, over: Partial<GraphNode> = {}): GraphNode => ({
  id,
  kind: id.replace(/\d+$/, ''),
  exposure: null,
  dataClasses: [],
  ...over,
})
const link = (from: string, kind: LinkKind, to: string): GraphLink => ({ from, kind, to })

const NODES = [
  'internet',
  'ingress',
  'workload',
  'image',
  'deployable',
  'endpoint',
  'pipeline',
  'workload2',
].map((id) => node(id))
const LINKS = [
  link('internet', 'exposes', 'ingress'),
  link('ingress', 'exposes', 'workload'),
  link('workload', 'runs', 'image'),
  link('deployable', 'builds', 'image'),
  link('pipeline', 'builds', 'image'),
  link('deployable', 'exposes', 'endpoint'),
  link('workload', 'calls', 'workload2'),
]

test('who reaches the workload reaches its code and endpoints, not what it calls nor what built it', () => {
  const reached = followLinks(NODES, LINKS)
  expect(reached.get('endpoint')).toMatchObject({
    from: 'internet',
    by: ['internet', 'ingress', 'workload', 'image', 'deployable'],
  })
  expect(reached.get('workload2')?.from).toBeNull()
  expect(reached.get('pipeline')?.from).toBeNull()
})

test('a report’s own word counts where no way is known, and the more exposed way wins', () => {
  const nodes = [
    node('internet'),
    node('ingress', { exposure: 'internal' }),
    node('service', { exposure: 'partner' }),
    node('workload'),
  ]
  const links = [link('ingress', 'exposes', 'workload'), link('service', 'exposes', 'workload')]
  expect(followLinks(nodes, links).get('workload')).toMatchObject({ from: 'partner', by: ['service'] })
  const open = [...links, link('internet', 'exposes', 'ingress')]
  expect(followLinks(nodes, open).get('workload')).toMatchObject({
    from: 'internet',
    by: ['internet', 'ingress'],
  })
})

test('data is what a thing leads to, over calls and stores, also in a circle', () => {
  const nodes = [
    node('workload'),
    node('workload2'),
    node('data-store', { dataClasses: ['pci'] }),
    node('model', { dataClasses: ['pii'] }),
  ]
  const links = [
    link('workload', 'calls', 'workload2'),
    link('workload2', 'calls', 'workload'),
    link('workload2', 'writes', 'data-store'),
    link('workload', 'contains', 'model'),
  ]
  const reached = followLinks(nodes, links)
  expect(reached.get('workload')?.data).toEqual(['pci', 'pii'])
  expect(reached.get('workload2')?.data).toEqual(['pci', 'pii'])
  expect(reached.get('data-store')?.data).toEqual(['pci'])
})
