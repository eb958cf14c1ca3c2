import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gitleaks } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(gitleaks, '[]')).toEqual([{ type: 'header', tool: 'Gitleaks' }])
})

test('one leak in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(gitleaks, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'example-api-token',
    title: 'Found an Example API token.',
    severity: 'unknown',
    location: {
      path: 'deploy/values.yaml',
      line: 12,
      endLine: 12,
      column: 10,
      endColumn: 41,
      snippet: 'token: "exmp…0x"',
    },
    secret: 'exmpl_7h3qu1ckbr0wnf0x',
    references: ['https://git.example/shop/blob/0f1e2d3/deploy/values.yaml#L12'],
    fingerprints: {
      gitleaks: '0f1e2d3c4b5a69788796a5b4c3d2e1f001234567:deploy/values.yaml:example-api-token:12',
    },
    tags: [
      'api',
      'commit:0f1e2d3c4b5a69788796a5b4c3d2e1f001234567',
      'author:Ada Example',
      'committed:2025-03-04',
    ],
  })
  const [leak] = JSON.parse(await readFile(fixture('one.json'), 'utf8')) as object[]
  expect(JSON.parse(raw)).toEqual({ ...leak, Match: 'token: "exmp…0x"', Secret: 'exmp…0x' })
})

test("the first line of a key is the same in all keys, so it is no key's identity", async () => {
  const [key] = observationsIn(await itemsOfFile(gitleaks, fixture('many.json')))
  expect(key).toMatchObject({
    secretMasked: '-----BEGIN RSA PRIVATE KEY-----',
    location: { path: 'conf/server.pem', line: 1 },
  })
  expect(key).not.toHaveProperty('secret')
})

test('a secret over two lines is kept whole', async () => {
  const [, second] = observationsIn(await itemsOfFile(gitleaks, fixture('many.json')))
  expect(second).toMatchObject({ secret: 'first line\r\nsecond line', location: { line: 3, endLine: 4 } })
})

test('a leak without a rule is a problem', async () => {
  expect(problemsIn(await itemsOfFile(gitleaks, fixture('many.json'))).map((item) => item.where)).toEqual([
    '/2',
  ])
})

test('a redacted secret is masked and has no identity; what a partial redaction left is taken out', async () => {
  const [whole, partial] = observationsIn(await itemsOfFile(gitleaks, fixture('redacted.json')))
  expect(whole).toMatchObject({ secretMasked: 'REDACTED', location: { snippet: 'token=REDACTED' } })
  expect(partial).toMatchObject({ secretMasked: 'exmp…', location: { snippet: 'token=exmp…' } })
  for (const observation of [whole, partial]) {
    expect(observation).not.toHaveProperty('secret')
    expect(observation).not.toHaveProperty('secretHash')
    expect(JSON.stringify(observation)).not.toContain('7h3qu1ckb')
  }
})

test('the shape before version 8', async () => {
  const [clear, redacted] = observationsIn(await itemsOfFile(gitleaks, fixture('version-7.json')))
  expect(clear).toMatchObject({
    rule: 'Example token',
    title: 'Example token',
    secret: 'exmpl_7h3qu1ckbr0wnf0x',
    location: { path: '.bashrc', line: 7, snippet: 'export EXAMPLE_TOKEN="exmp…0x"' },
    tags: [
      'key',
      'Example',
      expect.stringContaining('commit:'),
      'author:Ada Example',
      'committed:2020-03-04',
    ],
  })
  expect(redacted).toMatchObject({ secretMasked: 'REDACTED', location: { path: 'app.yml', line: 9 } })
  expect(redacted).not.toHaveProperty('secret')
})

test('a secret stays out of the leak beside it', async () => {
  const line = 'a=tok_0123456789abcdef b=tok_fedcba9876543210'
  const leak = (offender: string) => ({ rule: 'r', file: 'f', line, offender })
  const items = await itemsOf(
    gitleaks,
    JSON.stringify([leak('tok_0123456789abcdef'), leak('tok_fedcba9876543210')]),
  )
  expect(observationsIn(items).map((item) => item.location?.snippet)).toEqual([
    'a=tok_…ef b=tok_…10',
    'a=tok_…ef b=tok_…10',
  ])
})

test('every element is an observation or a problem', async () => {
  const items = await itemsOf(
    gitleaks,
    JSON.stringify([{ RuleID: 'r', File: '' }, { offender: 'x' }, 5, null]),
  )
  expect(observationsIn(items)).toMatchObject([{ rule: 'r', title: 'r' }])
  expect(observationsIn(items)[0]).not.toHaveProperty('location')
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/1', '/2', '/3'])
})

test.each(['{}', '{"RuleID":"r"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(gitleaks, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first leak; an empty list could be anybody’s', () => {
  const detect = (outline: unknown) => gitleaks.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ RuleID: 'r', Secret: 's', File: 'f' }])).toBe(1)
  expect(detect([{ rule: 'r', offender: 's', file: 'f' }])).toBe(1)
  expect(detect([])).toBeLessThanOrEqual(0.5)
  expect(detect([{ rule: 'r' }])).toBe(0)
  expect(detect({})).toBe(0)
})

test('the table and the JUnit report hold the same leaks, their secrets as secrets', async () => {
  const table = observationsIn(await itemsOfFile(gitleaks, fixture('table.csv')))
  expect(table).toMatchObject([
    {
      rule: 'curl-auth-user',
      secret: 'deployer:windward-passage-8',
      location: { path: 'gateway/.github/workflows/build.yml', line: 21, column: 12, endColumn: 48 },
      fingerprints: { gitleaks: 'gateway/.github/workflows/build.yml:curl-auth-user:21' },
    },
    { rule: 'generic-api-key', location: { line: 9 } },
    { rule: 'private-key', location: { line: 1, endLine: 5 } },
  ])
  const [first, second] = observationsIn(await itemsOfFile(gitleaks, fixture('junit.xml')))
  expect(first).toMatchObject({
    kind: 'secret',
    rule: 'curl-auth-user',
    title: expect.stringContaining('basic authorization token'),
    secret: 'backup:ebb-tide-at-four-9',
    location: { path: 'platform/scripts/backup.sh', line: 3, snippet: 'curl -u back…-9 ' },
  })
  for (const one of [...table, first, second]) {
    const { secret, ...rest } = one ?? {}
    expect(JSON.stringify(rest)).not.toContain(secret)
  }
  const broken =
    '<testsuites><testsuite name="gitleaks"><testcase><failure>x</failure></testcase></testsuite></testsuites>'
  expect(problemsIn(await itemsOf(gitleaks, broken))).toHaveLength(1)
})
