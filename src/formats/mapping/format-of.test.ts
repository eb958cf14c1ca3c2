import { describe, expect, test } from 'vitest'
import type { Format, Input, Item } from '../contract.ts'
import { detectFormat } from '../detect.ts'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { flawsOf } from '../test-item-schema.ts'
import { assetsIn, headersIn, itemsOf, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { formatOf } from './format-of.ts'
import { exampleMapping, examples } from './test-examples.ts'

// What every format owes (src/formats/registry.test.ts), for formats that are made of mappings.

const read = async (format: Format, input: Input): Promise<Item[]> =>
  Array.fromAsync(format.read(input, { limits: DEFAULT_LIMITS }))

const outcome = (format: Format, content: string | Uint8Array): Promise<Item[] | UnreadableReport> =>
  read(format, inputOf(content)).catch((error: unknown) => {
    if (error instanceof UnreadableReport) return error
    throw error
  })

const inPieces = (bytes: Buffer, size: number): Input => ({
  async *open() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  },
})

describe.each(examples)('$name', ({ format, reports }) => {
  const own = async () => [format]

  test.each(reports)('%s is known for what it is', async (name, bytes) => {
    const { format: found, ranking } = await detectFormat(inputOf(bytes), DEFAULT_LIMITS, own)
    if (!/invalid/.test(name)) expect(found?.id).toBe(format.id)
    expect(ranking.every(({ score }) => score <= 1)).toBe(true)
  })

  test.each(reports)('%s gives items that are right', async (name, bytes) => {
    const items = await read(format, inputOf(bytes))
    expect(items.flatMap(flawsOf)).toEqual([])
    const header = items.findIndex(({ type }) => type === 'header')
    const observed = items.findIndex(({ type }) => type === 'observation')
    expect(header >= 0 && (observed < 0 || header < observed)).toBe(true)
    expect(observationsIn(items).filter(({ kind }) => !format.kinds.includes(kind))).toEqual([])
    if (/empty/.test(name)) expect(items.map(({ type }) => type)).toEqual(['header'])
    else expect(observed).toBeGreaterThanOrEqual(0)
    if (!/invalid|empty/.test(name)) expect(problemsIn(items)).toEqual([])
  })

  test.each(reports)('%s reads the same however it arrives', async (_, bytes) => {
    const whole = await read(format, inputOf(bytes))
    expect(await read(format, inPieces(bytes, 1))).toEqual(whole)
    expect(await read(format, inPieces(bytes, 97))).toEqual(whole)
  })

  test.each(reports)('%s cut off is told or refused', async (name, bytes) => {
    const whole = observationsIn(await read(format, inputOf(bytes))).length
    for (const share of [0.05, 0.3, 0.5, 0.7, 0.9]) {
      const found = await outcome(format, bytes.subarray(0, Math.floor(bytes.length * share)))
      if (!Array.isArray(found)) continue
      expect(found.flatMap(flawsOf)).toEqual([])
      // Rows and lines may be cut between two of them; documents always show it.
      if (/json$|xml$/.test(name) && !/ndjson|invalid/.test(name) && observationsIn(found).length < whole)
        expect(problemsIn(found).some(({ incomplete }) => incomplete)).toBe(true)
    }
  })

  test.each([
    '',
    ' ',
    '[]',
    '{}',
    '[{}]',
    '[[]]',
    '"text"',
    'null',
    '0',
    '{',
    '<a/>',
    '<',
    'a,b\n',
    'hello\n',
  ])('reads no finding out of %j, and does not take it for "nothing found"', async (content) => {
    const found = await outcome(format, content)
    if (!Array.isArray(found)) return
    expect(observationsIn(found)).toEqual([])
    const isEmptyStream = format.id === 'datacharta-dspm' && /^\[\]$/.test(content)
    if (!isEmptyStream) expect(problemsIn(found).some(({ incomplete }) => incomplete)).toBe(true)
  })
})

const [casb, sspm, dspm, inHouse] = examples as [
  (typeof examples)[0],
  (typeof examples)[0],
  (typeof examples)[0],
  (typeof examples)[0],
]
const reportOf = ({ reports }: (typeof examples)[0], name: string) =>
  (reports.find(([file]) => file.startsWith(name)) as (typeof reports)[0])[1]

test('a CASB’s alerts', async () => {
  const items = await itemsOf(casb.format, reportOf(casb, 'casb.json'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Skywarden',
      toolVersion: '4.2',
      target: 'harbour-bank',
      producedAt: '2026-11-16T06:30:00.000Z',
    },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'data',
      rule: 'DLP-014',
      severity: 'critical',
      toolSeverity: 'Severe',
      description: expect.not.stringContaining('<'),
      resource: { address: 'Northdrive/customers-2026.xlsx', type: 'file', provider: 'northdrive' },
      controls: ['PCI-DSS-4.0:7.2.1', 'ISO-27001:A.8.12'],
      tags: ['external-share', 'account-numbers'],
      raw: expect.stringMatching(/^\{\s*"alert_id": "a-90211"/),
    },
    { kind: 'identity', severity: 'high', references: [expect.any(String), expect.any(String)] },
    {
      title: 'Sign-ins from two countries within an hour',
      verdict: { state: 'false_positive', reason: expect.any(String), source: 'mapping skywarden-casb' },
    },
    { severity: 'low', resource: { address: 'PdfMill' } },
  ])
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['Northdrive', 'Postbox 365', 'PdfMill'])
})

test('an SSPM’s checks: passed ones are none, exempted ones are accepted', async () => {
  const items = await itemsOf(sspm.format, reportOf(sspm, 'sspm.csv'))
  expect(observationsIn(items).map(({ rule, verdict }) => [rule, verdict?.state])).toEqual([
    ['TL-IDP-001', undefined],
    ['TL-IDP-004', undefined],
    ['TL-SHR-002', 'accepted'],
    ['TL-SHR-003', undefined],
    ['TL-CRM-010', undefined],
  ])
  expect(problemsIn(items)).toEqual([])
})

test('a DSPM’s scores become severities, its prose gives the CWE', async () => {
  const items = await itemsOf(dspm.format, reportOf(dspm, 'dspm.ndjson'))
  expect(observationsIn(items).map(({ severity, cwes, tags }) => [severity, cwes, tags?.length])).toEqual([
    ['critical', [732], 2],
    ['high', undefined, 2],
    ['medium', undefined, 1],
    ['medium', [311], 1],
  ])
})

test('findings inside of elements know what holds them', async () => {
  const items = await itemsOf(inHouse.format, reportOf(inHouse, 'in-house.xml'))
  expect(
    observationsIn(items).map(({ resource, rule }) => [resource?.address, resource?.account, rule]),
  ).toEqual([
    ['clearing-gateway/file-drop', 'Team Settlement', 'HR-031'],
    ['clearing-gateway/console', 'Team Settlement', 'HR-044'],
    ['card-vault/backup', 'Team Cards', 'HR-012'],
  ])
})

test('what does not fit is told with its place, what fits is used', async () => {
  const placesIn = async (example: (typeof examples)[0], name: string) =>
    problemsIn(await itemsOf(example.format, reportOf(example, name))).map(({ where }) => where)
  expect(await placesIn(casb, 'casb-invalid')).toEqual(['/alerts/0', '/alerts/1', '/alerts/2', '/alerts/3'])
  expect(await placesIn(sspm, 'sspm-invalid')).toEqual([
    ...['line 1', 'line 1', 'line 1', 'line 1', 'line 1', 'line 2', 'line 4', 'line 4'],
  ])
  expect(await placesIn(dspm, 'dspm-invalid')).toEqual(['line 1', 'line 2', 'line 3', 'line 4'])
  expect(await placesIn(inHouse, 'in-house-invalid')).toEqual([
    '/review/system[1]/issues[1]/issue[1]',
    '/review/system[1]/issues[1]/issue[1]',
    '/review/system[3]',
  ])
})

test('a strange severity is unknown, and told once', async () => {
  const items = await itemsOf(casb.format, reportOf(casb, 'casb-invalid'))
  expect(observationsIn(items).map(({ severity, toolSeverity }) => [severity, toolSeverity])).toEqual([
    ['unknown', 'Sev9'],
    ['unknown', 'Sev9'],
  ])
  expect(problemsIn(items).filter(({ message }) => /severity/.test(message))).toHaveLength(1)
})

test('a table without the title’s column is another table', async () => {
  await expect(itemsOf(sspm.format, 'Name,Age\na,1\n')).rejects.toThrow(
    'This does not read as tenantlens-sspm: it lacks the column Check. Choose the right format, or correct the mapping.',
  )
})

test('a mapping without `recognise` is for those who name it', async () => {
  const { recognise: _, ...mapping } = exampleMapping('casb')

  const own = async () => [formatOf(mapping)]
  const found = await detectFormat(inputOf(reportOf(casb, 'casb.json')), DEFAULT_LIMITS, own)
  expect(found.format).toBeUndefined()
})

test('a kind that is matched by something else is told apart by its resource all the same', async () => {
  const format = formatOf({
    mapping: 1,
    id: 'apis',
    name: 'APIs',
    syntax: 'ndjson',
    kind: 'api',
    fields: { title: 'name', rule: 'check', resource: 'service', url: 'url' },
  })
  const items = await itemsOf(
    format,
    '{"name":"n","check":"c","service":"a"}\n{"name":"n","check":"c","service":"b","url":"https://b.example/"}',
  )
  expect(observationsIn(items)).toMatchObject([
    { fingerprints: { fingerprint: 'a' } },
    { endpoint: { url: 'https://b.example/' } },
  ])
  expect(observationsIn(items)[1]).not.toHaveProperty('fingerprints')
})
