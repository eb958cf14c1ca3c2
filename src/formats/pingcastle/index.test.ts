import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { pingcastle } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = {
  type: 'header',
  tool: 'PingCastle',
  toolVersion: '3.2.0.1',
  target: 'shop.example',
  producedAt: '2025-09-01T06:30:00.000Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(pingcastle, fixture('empty.xml'))).toEqual([header])
})

test('one rule in all its fields', async () => {
  const [first, controller, observation, ...others] = await itemsOfFile(pingcastle, fixture('one.xml'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(controller).toEqual({
    type: 'asset',
    kind: 'host',
    name: 'DC1.shop.example',
    attributes: {
      role: 'domain controller',
      domain: 'shop.example',
      os: 'Windows Server 2022',
      ip: '192.0.2.10',
    },
  })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'identity',
    rule: 'A-MinPwdLen',
    title: 'Passwords may be shorter than 8 characters',
    description: 'Passwords may be shorter than 8 characters\nGPO: Default Domain Policy',
    severity: 'medium',
    toolSeverity: '10',
    resource: {
      address: 'shop.example',
      type: 'active-directory-domain',
      provider: 'active-directory',
      account: 'S-1-5-21-1-2-3',
    },
    tags: ['Anomalies', 'WeakPassword'],
  })
  expect(raw).toContain('<RiskId>A-MinPwdLen</RiskId>')
})

test('points are the rating; every rule is an observation or a problem', async () => {
  const items = await itemsOfFile(pingcastle, fixture('many.xml'))
  expect(observationsIn(items).map(({ rule, severity }) => [rule, severity])).toEqual([
    ['P-A', 'critical'],
    ['P-B', 'high'],
    ['P-C', 'low'],
    ['P-D', 'info'],
    ['P-E', 'unknown'],
  ])
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
})

test.each(['<a/>', '<', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(pingcastle, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    pingcastle.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('HealthcheckData')).toBe(1)
  expect(detect('Healthcheck')).toBe(0)
})
