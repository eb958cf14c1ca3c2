import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { insider } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(insider, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Insider', target: 'shop' },
  ])
})

test('one vulnerability in all its fields, and the libraries', async () => {
  const items = await itemsOfFile(insider, fixture('one.json'))
  expect(items.filter((item) => item.type === 'component')).toEqual([
    {
      type: 'component',
      ref: 'org.example:ledger',
      name: 'org.example:ledger',
      version: '1.15',
      purl: 'pkg:maven/org.example/ledger@1.15',
    },
    {
      type: 'component',
      ref: 'org.example:stock',
      name: 'org.example:stock',
      purl: 'pkg:maven/org.example/stock',
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'CWE-78',
    title: 'Commands are run',
    description: 'Commands are run. Check their input.',
    severity: 'high',
    toolSeverity: '7.4',
    cvss: [{ score: 7.4 }],
    cwes: [78],
    location: { path: 'src/Run.java', line: 42, column: 9, snippet: 'Runtime r = Runtime.getRuntime();' },
    remediation: 'Use fixed commands.',
    fingerprints: { vulId: 'ab12' },
  })
  expect(JSON.parse(raw)).toMatchObject({ vul_id: 'ab12' })
})

test('every vulnerability and library is an item or a problem', async () => {
  const items = await itemsOfFile(insider, fixture('many.json'))
  const [hash, weak] = observationsIn(items)
  expect(hash).toMatchObject({
    rule: 'A weak hash is used',
    severity: 'unknown',
    location: { path: 'a.js', line: 7 },
  })
  expect(hash).not.toHaveProperty('fingerprints')
  expect(weak).toMatchObject({ rule: 'CWE-327', severity: 'unknown', toolSeverity: '99' })
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/vulnerabilities/2', '/libraries/1'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(insider, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its vulnerabilities, or by its score', () => {
  const detect = (outline: unknown) => insider.detect({ syntax: 'json', head: '', outline })
  expect(detect({ vulnerabilities: [{ vul_id: 'a', classMessage: 'b' }] })).toBe(1)
  expect(detect({ sast: { securityScore: 1, averageCvss: 0 }, total: 0 })).toBe(1)
  expect(detect({ vulnerabilities: [{ id: 'a' }] })).toBe(0)
})
