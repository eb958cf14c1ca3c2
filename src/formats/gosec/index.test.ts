import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gosec } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  const header = { type: 'header', tool: 'gosec', toolVersion: '2.22.0' }
  expect(await itemsOfFile(gosec, fixture('empty.json'))).toEqual([header])
  const bare = '{"Issues":null,"Stats":{"nosec":0}}'
  expect(await itemsOf(gosec, bare)).toEqual([{ type: 'header', tool: 'gosec' }])
})

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(gosec, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'G304',
    title: 'Potential file inclusion via variable',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    confidence: 'high',
    cwes: [22],
    location: {
      path: 'src/ledger/export.go',
      line: 18,
      endLine: 19,
      column: 12,
      snippet: '\tf, err := os.Open(\n\t\tname)',
    },
    references: ['https://cwe.mitre.org/data/definitions/22.html'],
    remediation: 'Use os.Root to keep the file under one folder.',
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('hard-coded credentials are a secret, and stay out of the issue on the next line', async () => {
  const [credentials, unhandled] = observationsIn(await itemsOfFile(gosec, fixture('many.json')))
  expect(credentials).toMatchObject({ kind: 'secret', secret: 'sesame-47114711', cwes: [798] })
  expect(JSON.stringify(unhandled)).not.toContain('sesame')
})

test('what the tool was told to ignore is accepted', async () => {
  const [, inSource, global] = observationsIn(await itemsOfFile(gosec, fixture('many.json')))
  expect(inSource?.verdict).toEqual({ state: 'accepted', reason: 'closed at exit', source: 'gosec-nosec' })
  expect(global?.verdict).toEqual({
    state: 'accepted',
    reason: 'Globally suppressed.',
    source: 'gosec-external',
  })
})

test('a file that was not parsed is a problem', async () => {
  expect(problemsIn(await itemsOfFile(gosec, fixture('many.json')))).toEqual([
    {
      type: 'problem',
      where: '/Golang errors/~1src~1ledger~1old.go',
      message: 'gosec could not parse /src/ledger/old.go (2 errors): it may hold more',
    },
  ])
})

test('older reports, with CWE in capitals and bare code', async () => {
  const [observation] = observationsIn(await itemsOfFile(gosec, fixture('version-1.json')))
  expect(observation).toMatchObject({
    cwes: [252],
    location: { path: 'go/src/shop/serve.go', line: 79, snippet: 's.ListenAndServe()' },
  })
})

test('every issue is an observation or a problem', async () => {
  const issues = [{ rule_id: 'G1', file: 'a.go' }, { rule_id: 'G1' }, 'x']
  const items = await itemsOf(gosec, JSON.stringify({ Issues: issues }))
  expect(observationsIn(items)).toMatchObject([{ rule: 'G1', title: 'G1', severity: 'unknown' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/Issues/1', '/Issues/2'])
})

test.each(['{}', '[]', '{"Issues":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(gosec, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its issues, or by its statistics while there are none', () => {
  const detect = (outline: unknown) => gosec.detect({ syntax: 'json', head: '', outline })
  expect(detect({ Issues: [{ rule_id: 'G104' }] })).toBe(1)
  expect(detect({ Issues: [], Stats: { nosec: 0 } })).toBe(1)
  expect(detect({ Issues: [] })).toBe(0)
  expect(detect({ Issues: [{ FromLinter: 'errcheck' }] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})

test.each([
  ['report.yaml', ['G101', 'G401', 'G501'], [7, 27, 2]],
  ['page.html', ['G101', 'G401', 'G501'], [7, 27, 2]],
  ['lines.txt', ['G101', 'G401', 'G501'], [7, 27, 2]],
  ['passages.txt', ['G101', 'G401', 'G501'], []],
  ['table.csv', ['G101', 'Use of weak cryptographic primitive'], []],
  ['junit.xml', ['G101', 'Use of weak cryptographic primitive'], []],
])('%s says what the JSON says, as far as it says it', async (name, rules, columns) => {
  const found = observationsIn(await itemsOfFile(gosec, fixture(name)))
  expect(found.map(({ kind }) => kind)).toEqual(['secret', 'code', 'code'])
  expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining(rules))
  expect(found.map(({ severity, confidence }) => [severity, confidence])).toEqual([
    ['high', 'low'],
    ['medium', 'high'],
    ['medium', 'high'],
  ])
  expect(found.map(({ cwes }) => cwes)).toEqual([[798], [328], [327]])
  expect(found.map(({ location }) => [location?.path, location?.line])).toEqual([
    ['shop/token.go', 8],
    ['shop/token.go', 11],
    ['shop/token.go', 4],
  ])
  expect(found.flatMap(({ location }) => location?.column ?? [])).toEqual(columns)
  if (name !== 'lines.txt') {
    expect(found[0]?.secret).toBe('shop_4f9c1e77a0b24d5e9c3d')
    expect(found[1]?.location?.snippet).toBe('\treturn fmt.Sprintf("%x", md5.Sum([]byte(text+apiToken)))')
  }
})
