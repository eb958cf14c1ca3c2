import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nancy } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(nancy, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Nancy', toolVersion: '1.0.46' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(nancy, fixture('one.json'))
  expect(items.map(({ type }) => type)).toEqual(['header', 'component', 'observation'])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10010',
    title: '[CVE-2099-10010] CWE-770: Pages without end',
    description: 'A book may have too many pages.',
    severity: 'medium',
    toolSeverity: '5.3',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L', score: 5.3, version: '3.1' }],
    cwes: [770],
    advisories: ['CVE-2099-10010'],
    component: {
      name: 'ledger.example/book',
      version: 'v0.5.9',
      purl: 'pkg:golang/ledger.example/book@v0.5.9',
    },
    references: ['https://index.example/vulnerability/CVE-2099-10010'],
  })
})

test('excluded ones are accepted, what is listed twice is read once, the rest is a problem', async () => {
  const items = await itemsOfFile(nancy, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'cccccccc-1111-4222-8333-444444444444',
      severity: 'high',
      cwes: [400],
      verdict: { state: 'accepted', source: 'nancy-exclusion' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/audited/1/Vulnerabilities/1',
    '/audited/2',
    '/invalid/0',
  ])
})

test('a report of the vulnerable packages alone', async () => {
  const report = {
    num_audited: 9,
    num_vulnerable: 1,
    vulnerable: [{ Coordinates: 'pkg:golang/a@1', Vulnerabilities: [{ Id: 'x' }] }],
  }
  expect(observationsIn(await itemsOf(nancy, JSON.stringify(report)))).toHaveLength(1)
})

test.each(['{}', '[]', '{"audited":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(nancy, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its counts or coordinates', () => {
  const detect = (outline: unknown) => nancy.detect({ syntax: 'json', head: '', outline })
  expect(detect({ audited: [], num_audited: 0, num_vulnerable: 0 })).toBe(1)
  expect(detect({ audited: [{ Coordinates: 'pkg:golang/a@1' }] })).toBe(1)
  expect(detect({ audited: [] })).toBe(0)
  expect(detect([])).toBe(0)
})
