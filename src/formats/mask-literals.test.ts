import { expect, test } from 'vitest'
import type { Observation } from '../model/observation.ts'
import { DEFAULT_LIMITS } from './limits.ts'
import { maskLiterals } from './mask-literals.ts'
import { readReport } from './read.ts'
import { uploadOf } from './unpack/upload.ts'

const code = [
  "  url: process.env.URL || 'http://payments.example',",
  "  folder: env['UPLOAD_FOLDER'] || '/srv/uploads',",
  "  store: 'postgres://shop:open-sesame@localhost/shop',",
  '  key: "exmpl_7c1e94b2f0d85a63e9b1",',
  '  jwt: `Zk4vT9sQ1mB7xR2nW8`,',
].join('\n')

const SECRETS = ['open-sesame', 'exmpl_7c1e94b2f0d85a63e9b1', 'Zk4vT9sQ1mB7xR2nW8']

const observation = (fields: Partial<Observation>): Observation => ({
  type: 'observation',
  kind: 'code',
  rule: 'secret-in-source',
  title: 'A secret stands in the source',
  severity: 'high',
  location: { path: 'src/config.ts', line: 1, snippet: code },
  raw: JSON.stringify({ lines: code }),
  ...fields,
})

test('of code about credentials every literal that may be one is masked, wherever it stands', () => {
  const masked = JSON.stringify(maskLiterals(observation({ cwes: [798] })))
  for (const secret of SECRETS) expect(masked).not.toContain(secret)
  for (const harmless of ['http://payments.example', 'UPLOAD_FOLDER', '/srv/uploads', 'src/config.ts'])
    expect(masked).toContain(harmless)
})

test('other code stays as it is', () => {
  const other = observation({ cwes: [79] })
  expect(maskLiterals(other)).toBe(other)
})

const resultOf = (ruleId: string) => ({
  ruleId,
  message: { text: 'Something stands in the source.' },
  locations: [
    {
      physicalLocation: {
        artifactLocation: { uri: 'src/config.ts' },
        region: { startLine: 1, snippet: { text: code } },
      },
    },
  ],
})
const rules = [
  { id: 'secret-in-source', properties: { tags: ['CWE-798: Hard-coded Credentials'] } },
  { id: 'plain-connection', properties: { tags: ['CWE-319: Cleartext Transmission'] } },
]

/** What a SARIF report with results of these rules passes on. */
async function passedOn(...ruleIds: string[]): Promise<string> {
  const log = {
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'House', rules } }, results: ruleIds.map(resultOf) }],
  }
  const passed: unknown[] = []
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => 'hash' }
  for await (const item of readReport(uploadOf(JSON.stringify(log)), options)) passed.push(item)
  return JSON.stringify(passed)
}

test.each([
  ['of their rule', ['secret-in-source']],
  ['of another rule on the same lines, before it', ['plain-connection', 'secret-in-source']],
  ['and behind it', ['secret-in-source', 'plain-connection']],
])('a report about them passes no secret on in results %s', async (_, ruleIds) => {
  const passed = await passedOn(...ruleIds)
  expect(passed.match(/"type":"observation"/g)).toHaveLength(ruleIds.length)
  for (const secret of SECRETS) expect(passed).not.toContain(secret)
})

test('where nobody tells of credentials the code stays as it is', async () => {
  expect(await passedOn('plain-connection')).toContain(SECRETS[1])
})
