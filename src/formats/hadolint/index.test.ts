import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { hadolint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(hadolint, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Hadolint' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(hadolint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'DL3008',
    title: 'Pin versions in apt get install.',
    severity: 'medium',
    toolSeverity: 'warning',
    location: { path: 'build/Dockerfile.web', line: 9, column: 1 },
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('its levels', async () => {
  const found = observationsIn(await itemsOfFile(hadolint, fixture('many.json')))
  expect(found.map(({ rule, severity }) => [rule, severity])).toEqual([
    ['DL3002', 'high'],
    ['DL3015', 'info'],
    ['SC2046', 'info'],
  ])
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOf(hadolint, '[{"code":"DL1","file":"a"},{"code":"DL1"},7]')
  expect(observationsIn(items)).toMatchObject([{ title: 'DL1', severity: 'unknown' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1', '/2'])
})

test.each(['{}', '{"results":[]}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(hadolint, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its codes', () => {
  const detect = (outline: unknown) => hadolint.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ code: 'DL3008', file: 'a', level: 'info' }])).toBe(1)
  expect(detect([{ code: 2046, file: 'a', level: 'info' }])).toBe(0)
  expect(detect([{ code: 'E501', file: 'a', level: 'info' }])).toBe(0)
  expect(detect([])).toBe(0)
})
