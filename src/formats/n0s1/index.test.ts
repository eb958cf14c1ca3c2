import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { n0s1 } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(n0s1, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'n0s1', toolVersion: '1.0.30', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('one secret in all its fields', async () => {
  const items = await itemsOfFile(n0s1, fixture('one.json'))
  expect(items[0]).toMatchObject({ target: 'confluence_scan', producedAt: '2025-09-01T08:30:00.500Z' })
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'AWS',
    title: 'AWS Access Token',
    description: 'Found in the description',
    severity: 'unknown',
    endpoint: { url: 'https://wiki.example/pages/1', evidence: 'keyId=<REDACTED>\nkey' },
    resource: { address: 'https://wiki.example/pages/1', provider: 'confluence' },
    references: ['https://wiki.example/pages/1'],
    fingerprints: { id: '49757d656e18' },
    tags: ['Confluence', 'aws'],
  })
})

test('what is printed in clear is a secret; every finding is an observation or a problem', async () => {
  const items = await itemsOfFile(n0s1, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([{ rule: 'generic', secret: 'exmpl_0a1b2c3d4e5f' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/findings/02'])
})

test.each(['{}', '[]', '{"findings":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(n0s1, text)).rejects.toThrow(UnreadableReport)
})
