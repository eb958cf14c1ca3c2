import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { webinspect } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'WebInspect', target: 'shop', producedAt: '2025-03-01T08:30:00.000Z' }

test('an empty scan has a header and nothing else', async () => {
  expect(await itemsOfFile(webinspect, fixture('empty.xml'))).toEqual([header])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(webinspect, fixture('one.xml'))
  expect(headersIn(items)).toEqual([header])
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '5649',
    title: 'Cross-Site Scripting: Reflected',
    description: 'The page echoes its input.\n\nScripts may run.',
    severity: 'critical',
    toolSeverity: '4',
    cwes: [79],
    endpoint: {
      url: 'https://shop.example:443/login?next=/',
      method: 'POST',
      parameter: 'name',
      request: 'POST /login?next=/ HTTP/1.1\nHost: shop.example\n\nname=a',
      response: 'HTTP/1.1 200 OK\n\nhello',
    },
    references: [
      'https://weak.example/xss',
      'https://cwe.mitre.org/data/definitions/79.html',
      'https://taxonomy.example/',
    ],
    remediation: 'Encode what you print.',
    tags: ['Vulnerability', 'Input Validation'],
  })
  expect(raw).toContain('<VulnerabilityID>5649</VulnerabilityID>')
})

test('sessions: every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(webinspect, fixture('many.xml'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'WebInspect', target: 'http://stock.example' }])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '5546',
      severity: 'info',
      endpoint: { method: 'GET', response: 'HTTP/1.1 200 OK' },
      tags: ['Best Practices'],
    },
    { rule: 'Odd', severity: 'unknown', toolSeverity: '7' },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/Sessions/Session[1]/Issues[1]/Issue[3]',
    '/Sessions/Session[2]/Issues[1]/Issue[1]',
  ])
})

test.each(['<scan/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(webinspect, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root and what is in it', () => {
  const detect = (name: string, head: string) =>
    webinspect.detect({ syntax: 'xml', head, root: { name, namespace: '', attributes: {} } })
  expect(detect('Scan', '<Scan><PolicyName>x</PolicyName><StartTime>')).toBeGreaterThan(0.9)
  expect(detect('Scan', '<Scan><host/>')).toBe(0)
  expect(detect('Sessions', '<Sessions>\n<Session requestId="A">\n<URL>')).toBe(0.9)
  expect(detect('Sessions', '<Sessions><user/>')).toBe(0)
})
