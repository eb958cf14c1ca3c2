import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { kubernetesObjects } from './index.ts'

const read = (name: string) => itemsOf(kubernetesObjects, fixtureOf(kubernetesObjects, name))

test('what runs, with its pods as part of it', async () => {
  const items = await read('many.json')
  const nodes = nodesOf(items)
  const workloads = Object.keys(nodes).filter((one) => one.startsWith('workload:'))
  expect(workloads).toEqual(['workload:Deployment/shop/api', 'workload:Deployment/shop/cart'])
  expect(nodes['workload:Deployment/shop/api']?.attributes).toMatchObject({ running: '2', ports: '8080' })
  expect(nodes['image:registry.example/api']?.attributes?.digest).toBe(`sha256:${'a'.repeat(64)}`)
  expect(linksOf(items)).toContain('workload:Deployment/shop/cart runs image:registry.example/cart')
  expect(linksOf(items)).toContain('host:Node/worker-1 runs workload:Deployment/shop/api')
  expect(items).toContainEqual(
    expect.objectContaining({ type: 'asset', kind: 'workload', name: 'Deployment/shop/api' }),
  )
})

test('addresses that a balancer really has decide who can reach it', async () => {
  const items = await read('many.json')
  const nodes = nodesOf(items)
  expect(nodes['service:Service/shop/api']).toMatchObject({ exposure: 'internet' })
  expect(nodes['workload:Deployment/shop/api']).toMatchObject({ exposure: 'internet' })
  expect(nodes['service:Service/shop/cart']?.attributes?.addresses).toBe('10.20.0.7')
  expect(linksOf(items)).not.toContain('internet: calls service:Service/shop/nothing')
  expect(nodes['data-store:StatefulSet/shop/db']?.exposure).toBe('internal')
  expect(linksOf(items)).toContain('internet: calls ingress:Ingress/shop/front')
})

test('a balancer with inner addresses alone is not public', async () => {
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'inner', namespace: 'shop' },
    spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
    status: { loadBalancer: { ingress: [{ ip: '10.20.0.7' }] } },
  }
  const items = await itemsOf(kubernetesObjects, JSON.stringify(service))
  expect(nodesOf(items)['service:Service/shop/inner']?.exposure).toBe('internal')
  expect(linksOf(items)).toEqual([])
})

test('identities and what they may do', async () => {
  const items = await read('many.json')
  expect(linksOf(items)).toContain('identity:ServiceAccount/shop/api uses permission:ClusterRole/brewer')
  expect(linksOf(items)).toContain('permission:ClusterRole/brewer permits cluster:kubernetes')
  expect(nodesOf(items)['permission:ClusterRole/brewer']?.attributes).toMatchObject({ wildcard: 'true' })
})

test('no secret of the cluster leaves', async () => {
  const text = JSON.stringify(await read('many.json'))
  expect(text).not.toMatch(/brew-secret|YnJldy/)
})

test('a list of one kind need not say it in each object', async () => {
  expect(linksOf(await read('one.json'))).toEqual([
    'workload:Deployment/shop/till runs image:registry.example/till',
  ])
})

test('what is no object is a problem', async () => {
  const problems = (await read('invalid.json')).filter(({ type }) => type === 'problem')
  expect(problems.map((one) => (one.type === 'problem' ? one.where : ''))).toEqual(['/items/0', '/items/1'])
})
