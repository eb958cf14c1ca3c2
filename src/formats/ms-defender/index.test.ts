import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { msDefender } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'Microsoft Defender for Endpoint' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(msDefender, fixture('empty.json'))).toEqual([header])
})

test('one vulnerability in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(msDefender, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10070',
    title: 'CVE-2099-10070 in tea',
    severity: 'high',
    toolSeverity: 'High',
    advisories: ['CVE-2099-10070'],
    component: { name: 'house/tea', version: '1.2' },
    resource: { address: 'm1', type: 'machine', provider: 'microsoft-defender' },
    remediation: 'Install KB5001234',
    fingerprints: { 'ms-defender': 'm1-_-CVE-2099-10070-_-house-_-tea-_-1.2-_-' },
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('the export assessment, and a page of several', async () => {
  const items = await itemsOfFile(msDefender, fixture('many.json'))
  const [exported, bare, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(exported).toMatchObject({
    severity: 'critical',
    cvss: [{ score: 9.8 }],
    component: { name: 'house/cup', version: '2.0', path: 'Program Files/Cup/cup.exe' },
    resource: { address: 'till-3.shop.example', account: 'Tills' },
    references: ['https://updates.example/5009999'],
    remediation: 'September update\nInstall KB5009999',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['exploit:ExploitIsVerified', 'registry:HKLM\\Cup'],
  })
  expect(bare?.severity).toBe('info')
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/value/2', true],
    ['/@odata.nextLink', true],
  ])
})

test('machines are hosts', async () => {
  const [, named, nameless, broken] = await itemsOfFile(msDefender, fixture('empty-machines.json'))
  expect(named).toEqual({
    type: 'asset',
    kind: 'host',
    name: 'till-1.shop.example',
    attributes: {
      machineId: 'm1',
      ip: '192.0.2.31',
      os: 'Windows11 23H2',
      health: 'Active',
      risk: 'None',
      exposure: 'Low',
      value: 'Normal',
      group: 'Tills',
    },
  })
  expect(nameless).toMatchObject({ name: 'm2' })
  expect(broken).toMatchObject({ type: 'problem', where: '/value/2' })
})

test('alerts', async () => {
  const [alert] = observationsIn(await itemsOfFile(msDefender, fixture('alerts.json')))
  expect(alert).toMatchObject({
    kind: 'runtime',
    rule: 'd-1',
    title: 'EvilTea was found',
    description: 'A file.\n\nFile: C:\\tea\\tea.exe',
    severity: 'medium',
    endpoint: { url: 'https://evil.example/tea' },
    resource: { address: 'till-1.shop.example' },
    remediation: 'Delete it.',
    verdict: { state: 'false_positive', reason: 'SecurityTesting', source: 'ms-defender-alert' },
    tags: ['T1204', 'Malware', 'WindowsDefenderAv', 'EvilTea', 'incident:9'],
  })
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(msDefender, text)).rejects.toThrow(UnreadableReport)
})

test('is known by what it lists, or by its address', () => {
  const detect = (outline: unknown) => msDefender.detect({ syntax: 'json', head: '', outline })
  expect(detect({ value: [{ cveId: 'CVE', machineId: 'm', productName: 'p' }] })).toBe(1)
  expect(detect({ value: [{ id: 'm', computerDnsName: null, onboardingStatus: 'x' }] })).toBe(1)
  expect(detect({ '@odata.context': 'https://api-eu.securitycenter.windows.com/api', value: [] })).toBe(0.9)
  expect(detect({ value: [{ id: '/subscriptions/1' }] })).toBe(0)
  expect(detect({ '@odata.context': 'https://graph.example', value: [] })).toBe(0)
})
