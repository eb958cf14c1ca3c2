import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { trustwave } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty table has a header and nothing else', async () => {
  expect(await itemsOfFile(trustwave, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'Trustwave' }])
})

test('one row in all its fields', async () => {
  expect(await itemsOfFile(trustwave, fixture('one.csv'))).toStrictEqual([
    { type: 'header', tool: 'Trustwave', target: '192.0.2.7' },
    {
      type: 'asset',
      kind: 'host',
      name: '192.0.2.7',
      attributes: { name: 'Shop', domain: 'shop.example' },
    },
    {
      type: 'observation',
      kind: 'runtime',
      rule: 'AcmeWeb File Disclosure',
      title: 'AcmeWeb File Disclosure',
      description: 'AcmeWeb serves any file.',
      severity: 'high',
      toolSeverity: 'H',
      advisories: ['CVE-2099-10021', 'CVE-2099-10022'],
      endpoint: { url: 'tcp://192.0.2.7:443', evidence: "Match: '1.9' is less than '2.0'" },
      resource: { address: '192.0.2.7:443/tcp', type: 'service' },
      remediation: 'Update to 2.0.',
      tags: ['acme:acmeweb'],
      raw: expect.stringContaining('"AcmeWeb File Disclosure"'),
    },
  ])
})

test('each row is an observation or a problem', async () => {
  const items = await itemsOfFile(trustwave, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'critical', verdict: { state: 'accepted', reason: 'Accepted Risk' } },
    { severity: 'info', verdict: { state: 'fixed' }, resource: { address: '192.0.2.8', type: 'host' } },
    { severity: 'unknown', toolSeverity: '?', verdict: { state: 'false_positive' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 5'])
})

test.each(['', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(trustwave, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => trustwave.detect({ syntax: 'csv', head: '', columns })
  expect(
    detect(['IP', 'Target Name', 'Vulnerability Name', 'Remediation', 'Severity', 'Evidence', 'CVE']),
  ).toBe(1)
  expect(detect(['IP', 'Vulnerability Name', 'Severity'])).toBe(0)
})
