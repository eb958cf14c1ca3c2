import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { trufflehog3 } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one secret in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(trufflehog3, fixture('one.json')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toMatchObject({
    type: 'observation',
    kind: 'secret',
    rule: 'high-entropy',
    title: 'High Entropy',
    severity: 'high',
    toolSeverity: 'HIGH',
    location: { path: 'deploy/shop.env', line: 3 },
    secret: 'exmpl_0a1b2c3d4e5f6a7b8c9d',
    fingerprints: { id: '6ac0ab3b-0000-3d2a-886c-08424de77b23' },
    tags: [
      'commit:0f1e2d3c4b5a69788796a5b4c3d2e1f001234567',
      'author:Ada <ada@shop.example>',
      'committed:2025-09-01',
      'branch:main',
    ],
  })
})

test('a secret of one line is hidden where another prints it; what has no place is a problem', async () => {
  const items = await itemsOfFile(trufflehog3, fixture('many.json'))
  const [, second] = observationsIn(items)
  expect(second).toMatchObject({ severity: 'low', location: { line: 11 } })
  expect(JSON.stringify({ ...second, secret: '' })).not.toContain('exmpl_ffeeddccbbaa99887766')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '""', ''])('refuses %j', async (text) => {
  await expect(itemsOf(trufflehog3, text)).rejects.toThrow(UnreadableReport)
})
