import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { crowdstrikeSpotlight } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty answer has a header and nothing else', async () => {
  expect(await itemsOf(crowdstrikeSpotlight, '{"meta":{},"errors":[],"resources":[]}')).toEqual([
    { type: 'header', tool: 'CrowdStrike Falcon Spotlight' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(crowdstrikeSpotlight, fixture('one.json'))
  expect(assetsIn(items)).toMatchObject([
    { kind: 'host', name: 'till-7', attributes: { ip: '192.0.2.7', os: 'AcmeOS 9', agent: 'a1' } },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'CVE-2099-10021',
    title: 'CVE-2099-10021 in AcmeTill 1.2',
    description: 'AcmeTill opens its drawer.',
    severity: 'high',
    toolSeverity: 'HIGH',
    confidence: 'high',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 8.1, version: '3.1' }],
    advisories: ['CVE-2099-10021'],
    component: { name: 'AcmeTill 1.2' },
    resource: { address: 'till-7', type: 'host' },
    references: ['https://advisories.example/till', 'https://advisories.example/till-2'],
    remediation: 'Update AcmeTill to 2.0',
    knownExploited: true,
    fingerprints: { spotlight: 'a1_b1' },
    seenAt: '2026-11-02T08:00:00.000Z',
    tags: ['exprt:critical', 'exploit-easily-accessible', 'internet-exposed'],
  })
})

test('what is closed or suppressed, and hosts that have no name', async () => {
  const items = await itemsOfFile(crowdstrikeSpotlight, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {},
    { verdict: { state: 'fixed' } },
    {
      title: 'CVE-2099-10021',
      confidence: 'low',
      resource: { address: '192.0.2.8' },
      verdict: { state: 'false_positive' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/resources/3'])
})

test.each(['{}', '{"a":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(crowdstrikeSpotlight, text)).rejects.toThrow(UnreadableReport)
})
