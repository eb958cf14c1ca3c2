import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { qualysPci } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty table has a header and nothing else', async () => {
  expect(await itemsOfFile(qualysPci, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'Qualys PCI' }])
})

test('one row in all its fields', async () => {
  expect(await itemsOfFile(qualysPci, fixture('one.csv'))).toStrictEqual([
    { type: 'header', tool: 'Qualys PCI', target: '192.0.2.7' },
    {
      type: 'asset',
      kind: 'host',
      name: '192.0.2.7',
      attributes: { dns: 'shop.example', os: 'AcmeOS' },
    },
    {
      type: 'observation',
      kind: 'web',
      rule: '150059',
      title: 'Path in page',
      description: 'A path is shown. See CWE-200.\n\nImpact: It may help.',
      severity: 'medium',
      toolSeverity: 'M',
      confidence: 'low',
      cvss: [{ score: 5.3 }],
      cwes: [200],
      advisories: ['CVE-2099-10021'],
      endpoint: {
        url: 'https://shop.example/help',
        evidence: 'url: https://shop.example/help matched: C:\\shop',
      },
      resource: { address: '192.0.2.7:443/tcp', type: 'service' },
      references: ['https://cwe.mitre.org/data/definitions/200.html'],
      remediation: 'Remove it.',
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: ['Web Application', 'pci', 'BID:4711'],
      raw: expect.stringContaining('"150059"'),
    },
  ])
})

test('each row is an observation or a problem', async () => {
  const items = await itemsOfFile(qualysPci, fixture('many.csv'))
  const [stopped, header] = observationsIn(items)
  expect(stopped).toMatchObject({
    severity: 'high',
    seenAt: '2025-09-22T13:01:00.000Z',
    verdict: { state: 'false_positive', reason: 'Approved', source: 'qualys-pci' },
  })
  expect(header).toMatchObject({ rule: '11827', severity: 'low', tags: ['CGI'] })
  expect(header).not.toHaveProperty('verdict')
  expect(header).not.toHaveProperty('seenAt')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(qualysPci, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => qualysPci.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['IP', 'QID', 'VULN TITLE', 'IS_PCI', 'Q_SEVERITY'])).toBe(1)
  expect(detect(['IP', 'QID', 'Title'])).toBe(0)
})
