import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Format } from '../contract.ts'
import { detectFormat } from '../detect.ts'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { detectReport, readReport } from '../read.ts'
import { zipOf } from '../unpack/test-zip.ts'
import { uploadOf } from '../unpack/upload.ts'
import { formatOf } from './format-of.ts'
import type { Mapping } from './schema.ts'

const own = (id: string, recognise: Mapping['recognise'], more: Partial<Mapping> = {}): Format =>
  formatOf({
    mapping: 1,
    id,
    name: id,
    syntax: 'json',
    elements: '/list/*',
    kind: 'config',
    fields: { title: 'name' },
    ...(recognise && { recognise }),
    ...more,
  })
const detected = async (content: string, ...formats: Format[]) =>
  (await detectFormat(inputOf(content), DEFAULT_LIMITS, async () => formats)).format?.id

const csv = { syntax: 'csv', elements: undefined } as unknown as Partial<Mapping>
const fixture = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

describe('beside the formats that come with Stance', () => {
  test('an own one never takes what one of them is certain of', async () => {
    const sarif = fixture('sarif/fixtures/many.json'.replace('many.json', 'one.sarif'))
    expect(await detected(sarif, own('greedy', { has: ['/runs', '/version', '/$schema'] }))).toBe('sarif')
  })

  test('nor when its keys stand behind a megabyte of something else', async () => {
    const content = `{"list":["${'x'.repeat(1024 * 1024)}"],"version":"2.1.0","runs":[{"tool":{"driver":{"name":"T"}},"results":[]}]}`
    expect(await detected(content, own('greedy', { has: ['/list'] }))).toBe('sarif')
    expect(await detected(content.replace('runs', 'runz'), own('greedy', { has: ['/list'] }))).toBe('greedy')
  })

  test('takes what one of them only may read', async () => {
    const table = 'title,severity,owner\na,high,b\n'
    expect(await detected(table)).toBe('stance-csv')
    expect(await detected(table, own('mine', { has: ['title', 'owner'] }, csv))).toBe('mine')
  })

  test('is asked for only when it may matter', async () => {
    let asked = 0
    const lazy = async () => {
      asked++
      return []
    }
    await detectFormat(inputOf(fixture('bandit/fixtures/many.json')), DEFAULT_LIMITS, lazy)
    expect(asked).toBe(0)
    await detectFormat(inputOf('{"a":1}'), DEFAULT_LIMITS, lazy)
    expect(asked).toBe(1)
  })
})

test('of two own ones the one that asks for more', async () => {
  const [wide, narrow] = [
    own('wide', { has: ['/list'] }),
    own('narrow', { has: ['/list'], is: { '/by': 'Acme' } }),
  ]
  expect(await detected('{"list":[],"by":"acme"}', wide, narrow)).toBe('narrow')
  expect(await detected('{"list":[],"by":"other"}', wide, narrow)).toBe('wide')
  expect(await detected('{"other":[]}', wide, narrow)).toBeUndefined()
})

test.each<[string, Mapping['recognise'], Partial<Mapping>, string, boolean]>([
  ['a member of a root list', { has: ['/*/id'] }, {}, '[{"id":1}]', true],
  [
    'a record’s field',
    { has: ['a/b'] },
    { syntax: 'ndjson', elements: undefined as never },
    '{"a":{"b":1}}\n{"a":{}}',
    true,
  ],
  [
    'one record alone',
    { has: ['a/b'] },
    { syntax: 'ndjson', elements: undefined as never },
    '{"a":{"b":1}}',
    true,
  ],
  [
    'records in a list',
    { is: { a: ['x', 'Y'] } },
    { syntax: 'ndjson', elements: undefined as never },
    '[{"a":"y"}]',
    true,
  ],
  [
    'the root of XML',
    { root: 'r' },
    { syntax: 'xml', elements: '/r/a' },
    '<x:r xmlns:x="urn:x"><a/></x:r>',
    true,
  ],
  ['another root', { has: ['@v'] }, { syntax: 'xml', elements: '/r/a' }, '<q v="1"/>', false],
  [
    'an attribute of the root',
    { is: { '@v': '1' } },
    { syntax: 'xml', elements: '/r/a' },
    '<r v="1"/>',
    true,
  ],
  ['another value of it', { is: { '@v': '1' } }, { syntax: 'xml', elements: '/r/a' }, '<r v="2"/>', false],
  ['columns of a table', { has: ['A', 'B'] }, csv, 'A;B\n1;2\n', true],
  ['a table without one', { has: ['A', 'C'] }, csv, 'A;B\n1;2\n', false],
  ['another syntax', { has: ['/list'] }, {}, '<list/>', false],
])('known by %s', async (_, recognise, more, content, known) => {
  expect(await detected(content, own('mine', recognise, more))).toBe(known ? 'mine' : undefined)
})

test('reports in a zip are read by own formats as well, and by the version that is given', async () => {
  const mine = formatOf(
    {
      mapping: 1,
      id: 'mine',
      name: 'Mine',
      syntax: 'json',
      elements: '/list/*',
      recognise: { has: ['/list'] },
      kind: 'config',
      fields: { title: 'name' },
    },
    { version: 7 },
  )
  const zip = uploadOf(zipOf([{ name: 'a.json', content: '{"list":[{"name":"A thing"}]}' }]))
  expect((await detectReport(zip, DEFAULT_LIMITS, async () => [mine])).format?.version).toBe(7)
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => '', own: async () => [mine] }
  const items = await Array.fromAsync(readReport(zip, options))
  expect(items.map(({ type }) => type)).toEqual(['header', 'observation'])
  await expect(Array.fromAsync(readReport(zip, { ...options, own: async () => [] }))).rejects.toThrow(
    'no format',
  )
})

test('a name that both have means the own one', async () => {
  const mine = own('bandit', undefined)
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => '', format: 'bandit', own: async () => [mine] }
  const [header] = await Array.fromAsync(readReport(uploadOf('{"list":[]}'), options))
  expect(header).toEqual({ type: 'header', tool: 'bandit' })
})
