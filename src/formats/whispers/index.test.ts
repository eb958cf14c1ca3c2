import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { whispers } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(whispers, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Whispers' }])
})

test('one secret in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(whispers, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'pip',
    title: 'pip.conf Password',
    severity: 'critical',
    toolSeverity: 'Critical',
    location: { path: 'deploy/pip.conf', line: 2, symbol: 'pip password' },
    secret: 'sesame-47114711',
  })
  expect(JSON.parse(raw)).toHaveProperty('rule_id', 'pip')
})

test('older severities, short values, and a file that is one itself', async () => {
  const found = observationsIn(await itemsOfFile(whispers, fixture('many.json')))
  expect(found.map(({ severity, secret }) => [severity, secret])).toEqual([
    ['critical', 'sesame-47114711'],
    ['low', '0815'],
    ['info', undefined],
  ])
  expect(found[2]?.location).toEqual({ path: 'id_rsa' })
})

test('every element is an observation or a problem', async () => {
  const items = await itemsOf(whispers, '[{"rule_id":"a","file":"b"},{"file":"b"},null]')
  expect(observationsIn(items)).toMatchObject([{ title: 'a', severity: 'unknown' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1', '/2'])
})

test.each(['{}', '{"results":[]}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(whispers, text)).rejects.toThrow(UnreadableReport)
})

test('is known by what it says of a secret', () => {
  const detect = (outline: unknown) => whispers.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ key: 'a', value: 'b', rule_id: 'c', file: 'd', message: 'e' }])).toBe(1)
  expect(detect([{ rule_id: 'c', file: 'd', message: 'e' }])).toBe(0)
  expect(detect([])).toBe(0)
})
