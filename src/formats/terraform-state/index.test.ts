import { expect, test } from 'vitest'
import { fixtureOf, itemsOf, linksOf, nodesOf } from '../test-collect.ts'
import { terraformState } from './index.ts'

const read = (name: string) => itemsOf(terraformState, fixtureOf(terraformState, name))

test('resources by the address that the code has them under', async () => {
  const items = await read('many.json')
  const nodes = nodesOf(items)
  expect(nodes['load-balancer:aws_lb.front']?.exposure).toBe('internet')
  expect(nodes['data-store:aws_db_instance.shop']?.exposure).toBe('internal')
  expect(nodes['data-store:module.files.aws_s3_bucket.logs']).toBeDefined()
  const links = linksOf(items)
  expect(links).toContain('network:aws_vpc.main contains network:aws_subnet.public')
  expect(links).toContain('internet: exposes load-balancer:aws_lb.front')
  expect(items).toContainEqual(
    expect.objectContaining({ type: 'asset', name: 'arn:aws:s3:::shop-logs-1', kind: 'cloud-resource' }),
  )
})

test('what terraform show prints, with the modules inside', async () => {
  const nodes = nodesOf(await read('many.show.json'))
  expect(nodes['data-store:google_storage_bucket.files']?.exposure).toBe('internet')
  expect(nodes['queue:module.queue.google_pubsub_topic.orders']).toBeDefined()
})

test('a resource whose ARN says nothing goes by its address', async () => {
  const blank = fixtureOf(terraformState, 'many.json').replaceAll('arn:aws:s3:::shop-logs-1', ' ')
  const names = (await itemsOf(terraformState, blank)).flatMap((item) =>
    item.type === 'asset' ? [item.name] : [],
  )
  expect(names.every((name) => name.trim() !== '')).toBe(true)
})

test('secrets stay in the state', async () => {
  expect(JSON.stringify(await read('many.json'))).not.toContain('brew-secret')
})

test('an empty state is empty, broken parts are told', async () => {
  expect((await read('empty.json')).map(({ type }) => type)).toEqual(['header'])
  expect((await read('invalid.json')).filter(({ type }) => type === 'problem')).toHaveLength(2)
})
