import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { rapplex } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a clean scan names its site', async () => {
  expect(await itemsOfFile(rapplex, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'Rapplex',
      target: 'https://shop.example/',
      producedAt: '2026-05-03T14:14:05.000Z',
    },
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { 'web server': 'nginx' } },
  ])
})

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(rapplex, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'SQL Injection',
    title: 'SQL Injection',
    description: 'Text of a visitor becomes SQL.',
    severity: 'critical',
    toolSeverity: 'Critical',
    confidence: 'high',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', score: 10, version: '3.0' }],
    cwes: [89],
    endpoint: {
      url: 'https://shop.example/orders?id=1',
      method: 'GET',
      parameter: 'id',
      request: 'GET /orders?id=1%27 HTTP/1.1\nHost: shop.example',
      response: 'HTTP/1.1 500 Oops\n\nSQL syntax',
      evidence: "1'\nDatabase Type: PostgreSQL",
    },
    references: ['https://tea.example/sqli', 'https://tea.example/cvss'],
    remediation: 'Bind parameters.',
    tags: ['OWASP 2021-A3', 'CWE 89'],
  })
  expect(JSON.parse(raw)).toHaveProperty('vIndex', 1)
})

test('every issue of every group is an observation or a problem', async () => {
  const items = await itemsOfFile(rapplex, fixture('many.json'))
  expect(assetsIn(items)).toHaveLength(1)
  expect(observationsIn(items).map(({ title, severity }) => [title, severity])).toEqual([
    ['Application Disclosure', 'info'],
    ['SQL Injection', 'critical'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/Severities/Information/IssueGroups/0/Issues/1',
    '/Severities/Low/IssueGroups/0',
  ])
})

test.each(['{}', '[]', '{"ScanId":"x","Severities":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(rapplex, text)).rejects.toThrow(UnreadableReport)
})
