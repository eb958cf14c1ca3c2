import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { azureResourceGraph } from './index.ts'

const read = (name: string) => itemsOf(azureResourceGraph, fixtureOf(azureResourceGraph, name))
const GROUP = '/subscriptions/00000000-0000-4000-8000-000000000001/resourcegroups/shop/providers/'

test('who can reach what, whatever the case of the ids', async () => {
  const items = await read('many.json')
  const nodes = nodesOf(items)
  expect(nodes[`host:${GROUP}microsoft.compute/virtualmachines/vm`]).toMatchObject({
    exposure: 'internet',
    attributes: { title: 'vm', region: 'westeurope' },
  })
  expect(nodes[`data-store:${GROUP}microsoft.storage/storageaccounts/shopfiles`]?.exposure).toBe('internet')
  expect(nodes[`function:${GROUP}microsoft.web/sites/brew`]?.exposure).toBe('internet')
  expect(linksOf(items)).toContain(
    `network:${GROUP}microsoft.network/virtualnetworks/net contains network:${GROUP}microsoft.network/virtualnetworks/net/subnets/web`,
  )
})

test('a role that is assigned permits', async () => {
  expect(linksOf(await read('many.json'))).toContain(
    `identity:00000000-0000-4000-8000-0000000000c1 permits data-store:${GROUP}microsoft.storage/storageaccounts/shopfiles`,
  )
})

test('no password leaves, broken rows are told', async () => {
  expect(JSON.stringify(await read('many.json'))).not.toContain('brew-secret')
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(2)
})
