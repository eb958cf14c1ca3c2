import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cyberwatch } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(cyberwatch, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Cyberwatch' },
  ])
})

test('one CVE on one machine in all its fields', async () => {
  const items = await itemsOfFile(cyberwatch, fixture('one.json'))
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'Cyberwatch', target: 'till.shop.example' },
    {
      type: 'asset',
      kind: 'host',
      name: 'till.shop.example',
      attributes: { id: '32', os: 'Ubuntu 24.04 LTS', architecture: 'x86_64' },
    },
  ])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10110',
    title: 'CVE-2099-10110 in busybox',
    severity: 'medium',
    toolSeverity: 'level_medium',
    cvss: [{ vector: 'CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:N/I:N/A:H', score: 5.5, version: '3.1' }],
    cwes: [787, 119],
    advisories: ['CVE-2099-10110'],
    component: { name: 'busybox', version: '1.36.1, 1.36.2' },
    resource: { address: 'till.shop.example (32)', type: 'host' },
    epss: 0.00044,
    verdict: { state: 'fixed', source: 'cyberwatch' },
    seenAt: '2025-01-06T14:55:06.704Z',
    tags: ['exploit:proof_of_concept', 'CAPEC-10', 'T1134'],
  })
})

test('every machine of a CVE or an issue is an observation or a problem', async () => {
  const items = await itemsOfFile(cyberwatch, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'critical', resource: { address: 'till (1)' } },
    {
      resource: { address: 'till (2)' },
      verdict: { state: 'accepted', reason: 'behind a wall', source: 'cyberwatch' },
    },
    {
      kind: 'web',
      rule: 'WSTG-INFO-08',
      severity: 'info',
      advisories: ['CVE-2099-10112'],
      resource: { address: 'shop (72)' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/cves/0', '/cves/1', '/security_issues/1'])
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['till', 'shop'])
})

test.each(['{}', '[]', '{"cves":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cyberwatch, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its two lists', () => {
  const detect = (outline: unknown) => cyberwatch.detect({ syntax: 'json', head: '', outline })
  expect(detect({ cves: [], security_issues: [] })).toBeGreaterThan(0.9)
  expect(detect({ cves: [] })).toBe(0)
})
