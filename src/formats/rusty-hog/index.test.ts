import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { rustyHog } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one string of a commit in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(rustyHog, fixture('one.json')))
  expect(others).toEqual([])
  expect(observation).toMatchObject({
    kind: 'secret',
    rule: 'Generic API key',
    severity: 'unknown',
    location: { path: 'deploy/shop.yml', line: 36 },
    secret: 'exmpl_0a1b2c3d4e5f6a7b8c9d',
    tags: ['commit:0f1e2d3c4b5a69788796a5b4c3d2e1f001234567', 'committed:2025-09-01'],
  })
})

test('tickets, pages, files and buckets; each string an observation that hides the others', async () => {
  const items = await itemsOfFile(rustyHog, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      secret: 'password: sesame-47114711',
      resource: { address: 'TEA-123' },
      description: 'Found in Issue Description',
      references: ['https://tickets.example/browse/TEA-123'],
    },
    { secret: 'token: exmpl_ffeeddccbbaa', resource: { address: 'TEA-123' } },
    { resource: { address: '12345' } },
    { location: { path: 'work/shop/a.env', line: 7 } },
    { resource: { address: 'tea-backups/till/2025.sql' } },
  ])
  expect(observationsIn(items)[0]?.raw).not.toContain('exmpl_ffeeddccbbaa')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/4'])
})

test.each(['{}', '""', ''])('refuses %j', async (text) => {
  await expect(itemsOf(rustyHog, text)).rejects.toThrow(UnreadableReport)
})
