import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { Item } from './contract.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { detectReport, type ReadOptions, readReport } from './read.ts'
import { observationsIn, problemsIn } from './test-items.ts'
import { zipOf } from './unpack/test-zip.ts'
import { uploadOf } from './unpack/upload.ts'

const options: ReadOptions = {
  limits: DEFAULT_LIMITS,
  hashSecret: (secret) => createHmac('sha256', 'key').update(secret).digest('hex'),
}

async function read(content: string | Uint8Array, more: Partial<ReadOptions> = {}): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of readReport(uploadOf(content), { ...options, ...more })) items.push(item)
  return items
}

const log = (results: unknown[], tool = 'T') =>
  JSON.stringify({ version: '2.1.0', runs: [{ tool: { driver: { name: tool } }, results }] })
const result = (ruleId: string, more: object = {}) => ({ ruleId, message: { text: 'm' }, ...more })

test('detects, reads and says which format it was', async () => {
  const ids: string[] = []
  const items = await read(gzipSync(log([result('a')])), { onFormat: ({ id }) => ids.push(id) })
  expect(ids).toEqual(['sarif'])
  expect(items.map(({ type }) => type)).toEqual(['header', 'observation'])
})

test('a named format stands, right or wrong', async () => {
  await expect(read(log([]), { format: 'semgrep' })).rejects.toMatchObject({ code: 'broken' })
  await expect(read(log([]), { format: 'no-such' })).rejects.toMatchObject({ code: 'unknown_format' })
  const ids: string[] = []
  await read('{"version":"2.1.0","runs":[]}', { format: 'sarif', onFormat: ({ id }) => ids.push(id) })
  expect(ids).toEqual(['sarif'])
})

test.each(['trufflehog', 'nuclei', 'staticcheck'])(
  '%s prints nothing where it finds nothing: so is an empty file, where a person says that it is its',
  async (format) => {
    expect(await read('', { format })).toEqual(await read('[]', { format }))
    await expect(read('', { format: 'sarif' })).rejects.toMatchObject({ code: 'empty' })
  },
)

test.each([
  ['hello', 'unknown_format', /name its format/],
  ['{"$schema":"sarif"}', 'unknown_format', /Nearest: sarif/],
  ['', 'empty', /run the tool again/],
  [' \n', 'empty', /run the tool again/],
])('%j is refused with what to do next', async (content, code, message) => {
  await expect(read(content)).rejects.toMatchObject({
    code,
    message: expect.stringMatching(message),
  })
})

const POLICY_REPORT = `apiVersion: v1
kind: List
items:
- apiVersion: wgpolicyk8s.io/v1alpha2
  kind: PolicyReport
  metadata:
    name: shop
    namespace: shop
  results:
  - policy: disallow-latest-tag
    rule: validate-image-tag
    result: fail
    severity: medium
    message: Using a mutable image tag is not allowed.
    resources:
    - kind: Deployment
      name: api
      namespace: shop
`

test('YAML is what the JSON is that says the same, named or not; what of it is none is a problem', async () => {
  const ids: string[] = []
  const items = await read(POLICY_REPORT, { onFormat: ({ id }) => ids.push(id) })
  expect(ids).toEqual(['policy-report'])
  expect(observationsIn(items)).toMatchObject([
    { rule: expect.stringContaining('disallow-latest-tag'), severity: 'medium' },
  ])
  expect(await read(POLICY_REPORT, { format: 'policy-report' })).toEqual(items)
  const found = await detectReport(uploadOf(POLICY_REPORT), DEFAULT_LIMITS)
  expect(found.format?.id).toBe('policy-report')
  const broken = await read(`${POLICY_REPORT}- kind: [\n`)
  expect(observationsIn(broken)).toHaveLength(1)
  expect(problemsIn(broken)).toMatchObject([{ where: 'line 19', incomplete: true }])
})

describe('zip', () => {
  test('every file is read, by its own format; what is none is a problem', async () => {
    const ids: string[] = []
    const items = await read(
      zipOf([
        { name: 'a.sarif', content: log([result('a')], 'A') },
        { name: 'README.md', content: '# no report' },
        { name: 'b.json', content: '{"stance":1,"findings":[{"title":"b"},{}]}' },
        { name: 'c.zip', content: zipOf([{ name: 'x', content: 'x' }]) },
      ]),
      { onFormat: ({ id }) => ids.push(id) },
    )
    expect(ids).toEqual(['sarif', 'stance-json'])
    expect(observationsIn(items).map(({ rule }) => rule)).toEqual(['a', 'b'])
    expect(problemsIn(items).map(({ where }) => where)).toEqual([
      'b.json#/findings/1',
      'README.md#',
      'c.zip#',
    ])
  })

  test('without any report it is refused', async () => {
    await expect(read(zipOf([{ name: 'README.md', content: '# no report' }]))).rejects.toMatchObject({
      code: 'unknown_format',
    })
  })

  test('its format is that of its first report', async () => {
    const zip = zipOf([
      { name: 'README.md', content: '# no report' },
      { name: 'a.sarif', content: log([]) },
    ])
    expect((await detectReport(uploadOf(zip), DEFAULT_LIMITS)).format?.id).toBe('sarif')
    expect((await detectReport(uploadOf('x'), DEFAULT_LIMITS)).format).toBeUndefined()
  })
})

test('secrets leave masked and hashed only', async () => {
  const secret = 'exmpl_7h3qu1ckbr0wnf0x'
  const snippet = {
    physicalLocation: {
      artifactLocation: { uri: 'a.env' },
      region: { startLine: 1, snippet: { text: `KEY=${secret}` } },
    },
  }
  const [observation] = observationsIn(
    await read(log([result('k', { locations: [snippet], properties: { secret } })], 'Gitleaks')),
  )
  expect(JSON.stringify(observation)).not.toContain(secret)
  expect(observation).toMatchObject({
    secretMasked: 'exmp…0x',
    secretHash: options.hashSecret(secret),
    location: { snippet: 'KEY=exmp…0x' },
  })
})

test('NUL characters become what a database can hold', async () => {
  const [observation] = observationsIn(
    await read(log([result('a\0b', { message: { text: 'x\0y' }, properties: { tags: ['\0'] } })])),
  )
  expect(JSON.stringify([observation?.rule, observation?.title, observation?.tags])).toBe(
    '["a\uFFFDb","x\uFFFDy",["\uFFFD"]]',
  )
  expect(observation?.raw.includes('\0')).toBe(false)
})

test('endless texts are cut, and that is told', async () => {
  const items = await read(
    log([result('a', { message: { text: 'x'.repeat(3 * 1024 * 1024) } }), result('b')]),
  )
  const [observation] = observationsIn(items)
  expect(observation?.description?.length).toBe(1024 * 1024 + 1)
  expect(observation?.raw.length).toBe(1024 * 1024 + 1)
  expect(problemsIn(items)).toHaveLength(1)
})

test('more items than allowed are refused, not cut: a part must not pass for the whole', async () => {
  const limits = { ...DEFAULT_LIMITS, maxItems: 10 }
  await expect(read(log(Array.from({ length: 20 }, () => result('a'))), { limits })).rejects.toMatchObject({
    code: 'too_large',
  })
})

test('one damage is told once, though the report is passed over twice', async () => {
  const items = await read(log([result('a'), result('b')]).slice(0, -40))
  expect(observationsIn(items).map(({ rule }) => rule)).toEqual(['a'])
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
})

test('a damaged packing is told after what could be read', async () => {
  const results = Array.from({ length: 5000 }, (_, index) => result(`rule-${(index * 7919) % 10_007}`))
  const packed = gzipSync(log(results))
  const items = await read(packed.subarray(0, packed.length - 500))
  expect(observationsIn(items).length).toBeGreaterThan(1000)
  expect(problemsIn(items).every(({ incomplete }) => incomplete)).toBe(true)
  expect(problemsIn(items).length).toBeGreaterThan(0)
})

test('a number that no store holds is nothing', async () => {
  const finding = { rule: 'CVE-2026-1', title: 't', kind: 'dependency', severity: 'high', epss: 1e-243 }
  const items = await read(JSON.stringify({ stance: 1, tool: 'T', findings: [finding] }))
  expect(observationsIn(items)).toMatchObject([{ epss: 0 }])
})
