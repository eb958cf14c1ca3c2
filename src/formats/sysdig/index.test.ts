import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sysdig } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one row in all its fields', async () => {
  const items = await itemsOfFile(sysdig, fixture('one.csv'))
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop/api',
      attributes: { tag: '1.0', os: 'ubuntu 22.04' },
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10170',
    title: 'CVE-2099-10170 in kettle',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [{ vector: 'CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', score: 7.8, version: '3.1' }],
    advisories: ['CVE-2099-10170'],
    component: {
      name: 'kettle',
      version: '1.19.2-2',
      purl: 'pkg:deb/ubuntu/kettle@1.19.2-2?distro=ubuntu-22.04',
      fixVersions: ['1.19.3', '1.19.4'],
    },
    resource: {
      address: 'deployment/shop/api',
      type: 'deployment',
      provider: 'kubernetes',
      account: 'tea-cluster',
    },
    references: ['https://advisories.example/7'],
    reachability: { level: 'loaded', evidence: 'Sysdig: in use' },
    tags: ['image:registry.example/shop/api', 'container:till', 'public-exploit'],
  })
  expect(raw).toContain('CVE-2099-10170,High,kettle')
})

test('panels of newer reports; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(sysdig, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'dependency',
      component: { purl: 'pkg:npm/tea-pot@1.4.1', path: 'srv/app/package.json' },
      cvss: [{ score: 10, version: '2.0' }],
      knownExploited: true,
      verdict: { state: 'accepted' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/panels/0/data/1'])
})

test('a scan lists all packages', async () => {
  const items = await itemsOfFile(sysdig, fixture('cli-scan.json'))
  expect(headersIn(items)).toMatchObject([
    { tool: 'sysdig-cli-scanner', toolVersion: '1.20.0', target: 'registry.example/shop/api' },
  ])
  expect(items.flatMap((item) => (item.type === 'component' ? item.purl : []))).toEqual([
    'pkg:deb/debian/kettle@3:2016?distro=debian-9.13',
    'pkg:pypi/saucer@1.7.1',
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CVE-2099-10173',
      cvss: [{ score: 7.5, source: 'nvd' }],
      component: { fixVersions: ['42.0.0', '39.0.1'] },
      tags: ['public-exploit'],
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/result/packages/1/vulns/1'])
})

test.each(['{}', '[]', '{"panels":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sysdig, text)).rejects.toThrow(UnreadableReport)
})
