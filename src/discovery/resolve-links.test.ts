import { expect, test } from 'vitest'
import type { Deployable, Infrastructure, Link } from './contract.ts'
import { resolveLinks } from './resolve-links.ts'

const workload = (name: string, file: string): Infrastructure => ({
  kind: 'workload',
  name,
  type: 'Deployment',
  provider: 'kubernetes',
  attributes: {},
  file,
  line: 1,
})
const link = (over: Partial<Link>): Link => ({
  from: 'pipeline:ci.yaml',
  kind: 'deploys',
  to: 'path:k8s',
  evidence: 'ci.yaml:9 kubectl apply -f k8s',
  confidence: 0.8,
  ...over,
})
const infrastructure = [
  workload('Deployment/shop/api', 'k8s/api.yaml'),
  workload('Deployment/shop/web', 'other/web.yaml'),
]
const deployables: Deployable[] = [
  { name: 'api', kind: 'service', path: 'services/api', languages: [], frameworks: [], manifests: [] },
]
const ends = (links: Link[]) =>
  resolveLinks(links, infrastructure, deployables).map(({ from, kind, to }) => `${from} ${kind} ${to}`)

test('a place is what is declared there', () => {
  expect(ends([link({})])).toEqual(['pipeline:ci.yaml deploys workload:Deployment/shop/api'])
  expect(ends([link({ to: 'path:.' })])).toHaveLength(2)
  expect(ends([link({ to: 'path:k8' })])).toEqual([])
})

test('a workload without its namespace is the only one of its name', () => {
  expect(ends([link({ to: 'workload:Deployment/web' })])).toEqual([
    'pipeline:ci.yaml deploys workload:Deployment/shop/web',
  ])
  expect(ends([link({ to: 'workload:Deployment/none' })])).toEqual([
    'pipeline:ci.yaml deploys workload:Deployment/none',
  ])
})

test('an image that is built in a folder is built from the deployable there', () => {
  const built = link({ from: 'image:acme/api', kind: 'contains', to: 'deployable:services/api/docker' })
  expect(ends([built])).toEqual(['deployable:services/api builds image:acme/api'])
  expect(ends([{ ...built, to: 'deployable:elsewhere' }])).toEqual([])
})
