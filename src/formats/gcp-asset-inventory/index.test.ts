import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { gcpAssetInventory } from './index.ts'
import { terraformType } from './terraform-words.ts'

const read = (name: string) => itemsOf(gcpAssetInventory, fixtureOf(gcpAssetInventory, name))

test('machines behind an open firewall, and buckets for all users', async () => {
  const items = await read('many.ndjson')
  const nodes = nodesOf(items)
  expect(nodes['host://compute.googleapis.com/projects/shop/zones/a/instances/vm']).toMatchObject({
    exposure: 'internet',
    attributes: { title: 'vm', account: 'shop' },
  })
  expect(nodes['data-store://storage.googleapis.com/shop-files']?.exposure).toBe('internet')
  expect(linksOf(items)).toContain('internet: exposes data-store://storage.googleapis.com/shop-files')
})

test('an account is one, whether its asset, a policy or a machine names it', async () => {
  const items = await read('many.ndjson')
  const identities = Object.keys(nodesOf(items)).filter((one) => one.startsWith('identity:'))
  expect(identities.sort()).toEqual([
    'identity:user:ann@shop.example',
    'identity:vm@shop.iam.gserviceaccount.com',
  ])
  const links = linksOf(items)
  expect(links).toContain(
    'identity:vm@shop.iam.gserviceaccount.com permits data-store://storage.googleapis.com/shop-files',
  )
  expect(links).toContain(
    'host://compute.googleapis.com/projects/shop/zones/a/instances/vm uses identity:vm@shop.iam.gserviceaccount.com',
  )
})

test.each([
  ['compute.googleapis.com/TargetHttpsProxy', 'google_compute_target_https_proxy'],
  ['run.googleapis.com/Service', 'google_cloud_run_v2_service'],
  ['k8s.io/Pod', undefined],
])('%s is %s', (type, words) => expect(terraformType(type)).toBe(words))

test('no start-up script leaves, broken lines are told', async () => {
  expect(JSON.stringify(await read('many.ndjson'))).not.toContain('brew-secret')
  expect((await read('invalid.ndjson')).filter(({ type }) => type === 'problem')).toHaveLength(2)
})

test('a database is as open as its authorized networks, whose values are no secrets', async () => {
  const database = (name: string, networks: string[]) => ({
    name: `//cloudsql.googleapis.com/projects/shop/instances/${name}`,
    assetType: 'sqladmin.googleapis.com/Instance',
    resource: {
      data: {
        settings: {
          databaseFlags: [{ name: 'log_output', value: 'brew-secret' }],
          ipConfiguration: { ipv4Enabled: true, authorizedNetworks: networks.map((value) => ({ value })) },
        },
      },
    },
  })
  const items = await itemsOf(
    gcpAssetInventory,
    JSON.stringify([
      database('world', ['0.0.0.0/0']),
      database('office', ['203.0.113.0/24']),
      database('world-6', ['::/0']),
      database('closed', []),
    ]),
  )
  const nodes = nodesOf(items)
  expect(
    ['world', 'world-6', 'office', 'closed'].map(
      (one) => nodes[`data-store://cloudsql.googleapis.com/projects/shop/instances/${one}`]?.exposure,
    ),
  ).toEqual(['internet', 'internet', 'partner', 'internal'])
  expect(JSON.stringify(items)).not.toContain('brew-secret')
})

test('a cluster whose authorized networks are switched off is open to all', async () => {
  const cluster = (name: string, masterAuthorizedNetworksConfig: object) => ({
    name: `//container.googleapis.com/projects/shop/locations/a/clusters/${name}`,
    assetType: 'container.googleapis.com/Cluster',
    resource: { data: { endpoint: '203.0.113.9', masterAuthorizedNetworksConfig } },
  })
  const nodes = nodesOf(
    await itemsOf(
      gcpAssetInventory,
      JSON.stringify([
        cluster('off', {}),
        cluster('office', { enabled: true, cidrBlocks: [{ cidrBlock: '203.0.113.0/24' }] }),
      ]),
    ),
  )
  expect(
    ['off', 'office'].map(
      (one) =>
        nodes[`cluster://container.googleapis.com/projects/shop/locations/a/clusters/${one}`]?.exposure,
    ),
  ).toEqual(['internet', 'partner'])
})
