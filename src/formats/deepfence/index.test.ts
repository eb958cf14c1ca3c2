import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { deepfence } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty table has a header', async () => {
  expect(await itemsOfFile(deepfence, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'Deepfence ThreatMapper' },
  ])
})

test('one vulnerability in all its fields, by the older columns', async () => {
  const items = await itemsOfFile(deepfence, fixture('one.csv'))
  const node = 'kettle / node-1.shop.example'
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'Deepfence ThreatMapper', target: node },
    { type: 'asset', kind: 'host', name: node },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-36084',
    title: 'CVE-2099-36084 in libtea',
    description: 'The lid is loose.',
    severity: 'low',
    toolSeverity: 'low',
    cvss: [{ vector: 'CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:L', score: 3.3, version: '3.1' }],
    advisories: ['CVE-2099-36084'],
    component: { name: 'libtea', version: '1:2.5-8', fixVersions: ['2.5-10'] },
    references: ['https://tea.example/CVE-2099-36084'],
    seenAt: '2026-02-22T15:54:17.939Z',
  })
  expect(raw).toContain('libtea:1:2.5-8')
})

test('the newer columns, what was hidden by hand, and a row without its package', async () => {
  const items = await itemsOfFile(deepfence, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'dependency',
      cvss: [{ vector: 'AV:L/AC:H/Au:N/C:C/I:N/A:N', score: 4 }],
      component: {
        name: 'org.shop:pot',
        version: '1.4',
        purl: 'pkg:maven/org.shop/pot@1.4',
        path: 'srv/app.jar',
        fixVersions: ['1.5', '2.0'],
      },
      verdict: { state: 'accepted', source: 'threatmapper-mask' },
    },
  ])
  expect(items.find(({ type }) => type === 'asset')).toMatchObject({
    attributes: { type: 'container', cluster: 'shop-cluster' },
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 3'])
})

test('malware, secrets and controls', async () => {
  const malware = await itemsOfFile(deepfence, fixture('malware.csv'))
  expect(observationsIn(malware)).toMatchObject([
    { kind: 'malware', rule: 'spoon_miner', severity: 'high', location: { path: 'usr/bin/spoon' } },
  ])
  expect(problemsIn(malware)).toHaveLength(1)
  const secrets = await itemsOfFile(deepfence, fixture('secrets.csv'))
  expect(observationsIn(secrets)).toMatchObject([
    { kind: 'secret', rule: '110', title: 'API key', secret: 'earl-grey-7', location: { path: 'srv/.env' } },
  ])
  const controls = await itemsOfFile(deepfence, fixture('compliance.csv'))
  expect(observationsIn(controls)).toMatchObject([
    {
      kind: 'config',
      rule: 'gdpr_1.1.5',
      title: 'Docker is audited',
      severity: 'medium',
      resource: { address: 'node-1.shop.example', type: 'host' },
      controls: ['GDPR:1.1.5'],
      remediation: 'Install auditd.',
    },
  ])
})

test.each(['{}', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(deepfence, text)).rejects.toThrow(UnreadableReport)
})
