import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { hackerone } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const items = async (name: string) => itemsOfFile(hackerone, fixture(name))

test.each(['empty.csv', 'empty.json'])('%s has a header and nothing else', async (name) => {
  expect(await items(name)).toEqual([{ type: 'header', tool: 'HackerOne' }])
})

test('one report in all its fields', async () => {
  const found = await items('one.json')
  expect(found.slice(0, 2)).toEqual([
    { type: 'header', tool: 'HackerOne' },
    { type: 'asset', kind: 'service', name: 'api.shop.example' },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'cwe-352',
    title: 'Forged orders',
    description: 'Any page can order.',
    severity: 'high',
    toolSeverity: 'high',
    cvss: [{ vector: 'CVSS:3.1/AV:A/AC:L/PR:L/UI:R/S:C/C:L/I:H/A:H', score: 8.7, version: '3.1' }],
    cwes: [352],
    advisories: ['CVE-2099-10022'],
    resource: { address: 'api.shop.example', type: 'url' },
    references: ['https://hackerone.com/reports/201', 'https://tickets.example/SHOP-8'],
    fingerprints: { hackerone: '201' },
    verdict: { state: 'fixed', reason: 'resolved', source: 'hackerone' },
    seenAt: '2025-08-30T10:00:00.000Z',
    tags: ['Cross-Site Request Forgery (CSRF)', 'SHOP-8', 'acme'],
  })
})

test('the export as CSV', async () => {
  const found = await items('many.csv')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'Insecure Direct Object Reference (IDOR)',
      severity: 'high',
      cvss: [{ score: 8.1 }],
      references: ['https://hackerone.com/reports/101', 'https://tickets.example/SHOP-7'],
      tags: ['Insecure Direct Object Reference (IDOR)', 'SHOP-7'],
    },
    {
      rule: 'Old gateway',
      advisories: ['CVE-2099-10021'],
      resource: { address: '1489537348' },
      verdict: { state: 'accepted', reason: 'duplicate of 101' },
    },
    { severity: 'info', toolSeverity: 'none', verdict: { state: 'false_positive' } },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([['line 4', true]])
  expect(assetsIn(found).map(({ name }) => name)).toEqual(['shop.example'])
})

test('the export as JSON, and a report by itself', async () => {
  const found = await items('findings.json')
  expect(observationsIn(found)).toMatchObject([{ severity: 'high', toolSeverity: '8.1' }])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/findings/1'])
  const { data } = JSON.parse(await readFile(fixture('one.json'), 'utf8')) as { data: unknown[] }
  expect(observationsIn(await itemsOf(hackerone, JSON.stringify({ data: data[0] })))).toHaveLength(1)
})

test.each(['{}', '[]', '{"data":{}}', '{"data":{"type":"user"}}'])('refuses %s', async (text) => {
  await expect(itemsOf(hackerone, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns or its reports', () => {
  const json = (outline: unknown) => hackerone.detect({ syntax: 'json', head: '', outline })
  expect(json({ data: [{ type: 'report', attributes: { title: 'a' } }] })).toBe(1)
  expect(json({ findings: [{ severity_rating: '', weakness: '' }] })).toBe(1)
  expect(json({ findings: [] })).toBe(0)
  expect(json({ data: [], links: { self: 'https://other.example' } })).toBe(0)
  const csv = (columns: string[]) => hackerone.detect({ syntax: 'csv', head: '', columns })
  expect(csv(['id', 'severity_rating', 'substate', 'weakness', 'structured_scope'])).toBe(1)
  expect(csv(['id', 'title'])).toBe(0)
})
