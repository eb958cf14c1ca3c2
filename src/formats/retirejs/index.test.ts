import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { retirejs } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(retirejs, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Retire.js', toolVersion: '5.2.0', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('one library with one weakness in all their fields', async () => {
  const [, component, observation, ...others] = await itemsOfFile(retirejs, fixture('one.json'))
  expect(others).toEqual([])
  expect(component).toStrictEqual({
    type: 'component',
    ref: '/data/0/results/0',
    name: 'tea-pot',
    version: '1.4.1',
    purl: 'pkg:npm/tea-pot@1.4.1',
    licenses: ['MIT'],
    path: 'work/shop/web/tea-pot-1.4.1.min.js',
  })
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10001',
    title: 'Lids may run scripts',
    severity: 'medium',
    toolSeverity: 'medium',
    cwes: [79],
    advisories: ['CVE-2099-10001', 'GHSA-2c2c-3f3f-4g4g'],
    location: { path: 'work/shop/web/tea-pot-1.4.1.min.js' },
    component: {
      name: 'tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/tea-pot@1.4.1',
      path: 'work/shop/web/tea-pot-1.4.1.min.js',
      fixVersions: ['1.4.2'],
    },
    references: ['https://advisories.example/7', 'https://teapot.example/issues/31'],
    tags: ['detected-by:filename', 'issue:31', 'retid-12'],
  })
  expect(JSON.parse(raw)).toHaveProperty('vulnerabilities.0.atOrAbove', '1.0.0')
})

test('without an advisory its own id or the summary is the rule', async () => {
  const items = await itemsOfFile(retirejs, fixture('many.json'))
  expect(observationsIn(items).map(({ rule, title, severity }) => [rule, title, severity])).toEqual([
    ['Quotes are missing', 'Quotes are missing', 'low'],
    ['retid-13', 'https://cup.example/pull/2', 'high'],
  ])
  expect(items.flatMap((item) => (item.type === 'component' ? item.name : []))).toEqual(['cup', 'saucer'])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/data/0/results/0/vulnerabilities/2',
    '/data/0/results/2',
    '/data/1',
    '/errors/0',
  ])
})

test('a bare list, of packages that npm installed', async () => {
  const [observation] = observationsIn(await itemsOfFile(retirejs, fixture('version-1.json')))
  expect(observation?.component).toMatchObject({
    chain: ['shop@0.1.0', 'tea-set@2.0.0', 'tea-pot@1.4.1'],
    direct: false,
  })
  expect(observation).not.toHaveProperty('location')
})

test.each(['{}', '{"data":{}}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(retirejs, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its libraries, or by its frame while there are none', () => {
  const detect = (outline: unknown) => retirejs.detect({ syntax: 'json', head: '', outline })
  const file = { file: 'a.js', results: [{ component: 'a', version: '1' }] }
  expect(detect({ data: [file] })).toBe(1)
  expect(detect([file])).toBe(1)
  expect(detect({ version: '5', start: 'now', data: [], messages: [], errors: [] })).toBe(0.95)
  expect(detect({ data: [] })).toBe(0)
  expect(detect([])).toBe(0)
  expect(detect(undefined)).toBe(0)
})
