import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { alertlogic } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty table has a header and nothing else', async () => {
  expect(await itemsOfFile(alertlogic, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'Alert Logic' },
  ])
})

test('one row in all its fields', async () => {
  expect(await itemsOfFile(alertlogic, fixture('one.csv'))).toStrictEqual([
    { type: 'header', tool: 'Alert Logic', target: 'shop.example' },
    {
      type: 'asset',
      kind: 'host',
      name: 'shop.example',
      attributes: {
        ip: '192.0.2.7, 2001:db8::7',
        os: 'cpe:2.3:o:acme:acmeos:9:*:*:*:*:*:*:*',
        network: 'prod-vpc',
        account: 'Acme',
      },
    },
    {
      type: 'observation',
      kind: 'runtime',
      rule: '0a1b2c',
      title: 'CVE-2099-10021 - AcmeWeb File Disclosure',
      description: 'AcmeWeb serves any file.',
      severity: 'high',
      toolSeverity: 'High',
      cvss: [{ score: 7.5 }],
      advisories: ['CVE-2099-10021'],
      endpoint: { url: 'tcp://shop.example:443', evidence: 'acmeweb 1.9 is installed' },
      resource: { address: 'shop.example:443/tcp', type: 'service', account: 'Acme' },
      remediation: 'Update to 2.0.',
      fingerprints: { alertlogic: '/dc/host/a/vulnerability/0a1b2c' },
      knownExploited: true,
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: ['https', 'agent', 'Production', 'host'],
      raw: expect.stringContaining('0a1b2c'),
    },
  ])
})

test('each row is an observation or a problem', async () => {
  const items = await itemsOfFile(alertlogic, fixture('many.csv'))
  const [timestamps, long] = observationsIn(items)
  expect(timestamps).toMatchObject({ severity: 'info', description: 'seen in SYN-ACK' })
  expect(timestamps).not.toHaveProperty('cvss')
  expect(long?.title).toMatch(/…$/)
  expect(long?.description).toMatch(/say all of this again$/)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(alertlogic, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => alertlogic.detect({ syntax: 'csv', head: '', columns })
  expect(
    detect(['Vulnerability', 'Vulnerability ID', 'Asset Name', 'Customer Account', 'Severity', 'Resolution']),
  ).toBe(1)
  expect(detect(['Vulnerability', 'Severity'])).toBe(0)
})
