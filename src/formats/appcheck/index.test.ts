import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { appcheck } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(appcheck, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'AppCheck' }])
})

test('one item in all its fields', async () => {
  const items = await itemsOfFile(appcheck, fixture('one.json'))
  expect(assetsIn(items)).toEqual([
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { ip: '192.0.2.7' } },
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Permitted_Methods',
    title: 'Permitted Methods',
    description:
      'Methods of the site.\nSee https://docs.example/methods.\n\nPermitted Methods: /a permits: [TRACE]',
    severity: 'low',
    toolSeverity: '2.0-low',
    cvss: [
      {
        vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N',
        score: 6.9,
        version: '4.0',
      },
      { score: 0, version: '3.0' },
      { vector: 'AV:N/AC:L/Au:N/C:P/I:N/A:N', score: 5, version: '2.0' },
    ],
    advisories: ['CVE-2099-4001'],
    component: { name: 'shopd', version: '1.2' },
    endpoint: { url: 'https://shop.example/', evidence: 'Permitted Methods: /a permits: [TRACE]' },
    references: ['https://docs.example/methods'],
    remediation: 'Forbid TRACE.',
    epss: 0.02,
    seenAt: '2025-09-01T06:30:00.593Z',
    tags: ['web_app', 'A5', 'WEB_APP', 'probability: 3.0-medium', 'priority: 2.0-low'],
    tool: 'NewScanner',
  })
  expect(JSON.parse(raw)).toMatchObject({ plugin: 'HttpChecks' })
})

test('hosts, what people decided, and what does not fit', async () => {
  const items = await itemsOfFile(appcheck, fixture('many.json'))
  expect(assetsIn(items)).toMatchObject([{ kind: 'host', name: '192.0.2.9' }])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '1.3.6.1.4.1.25623.1.0.1',
      severity: 'high',
      endpoint: { url: 'tcp://192.0.2.9:21' },
      verdict: { state: 'false_positive', reason: 'tested', source: 'appcheck' },
    },
    { rule: 'Old', severity: 'unknown', verdict: { state: 'accepted' } },
    { severity: 'info', verdict: { state: 'fixed' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/items/3', '/items/4'])
})

test.each(['{}', '[]', '{"items":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(appcheck, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its items', () => {
  const detect = (outline: unknown) => appcheck.detect({ syntax: 'json', head: '', outline })
  expect(detect({ items: [{ title: 'a', probability: 'b', impact: 'c', status: 'd' }] })).toBe(1)
  expect(detect({ items: [], hosts: [] })).toBe(0.6)
  expect(detect({ items: [] })).toBe(0)
  expect(detect({ items: [{ title: 'a' }], hosts: [] })).toBe(0)
})
