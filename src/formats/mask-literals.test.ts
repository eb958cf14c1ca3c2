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

test('a report about them passes no secret on', async () => {
  const result = {
    ruleId: 'secret-in-source',
    message: { text: 'A secret stands in the source.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/config.ts' },
          region: { startLine: 1, snippet: { text: code } },
        },
      },
    ],
  }
  const rules = [{ id: 'secret-in-source', properties: { tags: ['CWE-798: Hard-coded Credentials'] } }]
  const log = { version: '2.1.0', runs: [{ tool: { driver: { name: 'House', rules } }, results: [result] }] }
  const passed: unknown[] = []
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => 'hash' }
  for await (const item of readReport(uploadOf(JSON.stringify(log)), options)) passed.push(item)
  for (const secret of SECRETS) expect(JSON.stringify(passed)).not.toContain(secret)
})
