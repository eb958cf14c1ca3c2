import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { bugcrowd } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const items = async (name: string) => itemsOfFile(bugcrowd, fixture(name))

test('a header row alone is nothing found', async () => {
  expect(await items('empty.csv')).toEqual([{ type: 'header', tool: 'Bugcrowd' }])
})

test('one submission in all its fields', async () => {
  const [header, observation, ...others] = await items('one.csv')
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'Bugcrowd', target: 'acme' })
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Broken Access Control (BAC) > IDOR',
    title: 'Orders of others can be read',
    description: 'Change the number.\n\nIt needs an account.',
    severity: 'high',
    toolSeverity: 'P2',
    cwes: [639],
    endpoint: {
      url: 'https://shop.example/orders/7?view=full',
      method: 'GET',
      request: 'GET /orders/8 HTTP/1.1\nHost: shop.example',
    },
    resource: { address: 'shop.example', type: 'website' },
    references: ['https://cwe.mitre.org/data/definitions/639'],
    remediation: 'Check the owner.',
    fingerprints: { bugcrowd: '9f2c' },
    seenAt: '2025-08-30T10:00:00.000Z',
  })
})

test('states, duplicates and places in prose', async () => {
  const found = await items('many.csv')
  expect(observationsIn(found)).toMatchObject([
    {
      severity: 'critical',
      advisories: ['CVE-2099-10020'],
      endpoint: { url: 'https://shop.example/a' },
      description: 'curl https://shop.example/a',
      verdict: { state: 'fixed', reason: 'resolved', source: 'bugcrowd' },
    },
    {
      rule: 'Spelling',
      severity: 'info',
      description: 'see the attachment\n\nGET / HTTP/1.1',
      verdict: { state: 'false_positive', reason: 'not_applicable' },
    },
    { rule: 'Server Security', severity: 'unknown', verdict: { state: 'accepted', reason: 'duplicate' } },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([['line 5', true]])
  expect(headersIn(found).map(({ target }) => target)).toEqual(['acme', 'ledger'])
})

test('submissions as the API answers them, and alone', async () => {
  const found = await items('submissions.json')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'broken_authentication_and_session_management.authentication_bypass',
      severity: 'critical',
      toolSeverity: 'P1',
      cvss: [{ score: 7.5, version: '3.1' }],
      endpoint: { url: 'https://ledger.example/login' },
      resource: { address: 'Ledger', type: 'website' },
      remediation: 'Name the algorithm.',
      seenAt: '2025-08-30T10:00:00.546Z',
    },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/data/1'])
  const { data } = JSON.parse(await readFile(fixture('submissions.json'), 'utf8')) as { data: unknown[] }
  expect(observationsIn(await itemsOf(bugcrowd, JSON.stringify(data)))).toHaveLength(1)
})

test.each(['{}', '{"data":{}}'])('refuses %s', async (text) => {
  await expect(itemsOf(bugcrowd, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns or its submissions', () => {
  const json = (outline: unknown) => bugcrowd.detect({ syntax: 'json', head: '', outline })
  expect(json([{ type: 'submission', attributes: { bug_url: null, vrt_id: 'a' } }])).toBe(1)
  expect(json({ data: [{ type: 'report', attributes: {} }] })).toBe(0)
  expect(json(undefined)).toBe(0)
  const csv = (columns: string[]) => bugcrowd.detect({ syntax: 'csv', head: '', columns })
  expect(csv(['bounty_code', 'title', 'vrt_lineage', 'substate', 'bug_url'])).toBe(1)
  expect(csv(['title', 'substate'])).toBe(0)
})
