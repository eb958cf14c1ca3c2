import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { googleScc } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(googleScc, fixture(name))
const header = { type: 'header', tool: 'Google Security Command Center' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([header])
})

test('one misconfiguration in all its fields', async () => {
  const [first, claim, observation, ...others] = await itemsIn('one.json')
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(claim).toEqual({
    type: 'asset',
    kind: 'cloud-resource',
    name: '//storage.googleapis.com/shop-logs',
    attributes: {
      name: 'shop-logs',
      service: 'storage.googleapis.com',
      type: 'google.cloud.storage.Bucket',
      provider: 'gcp',
      account: 'shop-prod',
      region: 'europe-west1',
    },
  })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: 'PUBLIC_BUCKET_ACL',
    title: 'Public bucket acl',
    description: 'The bucket is public.\n\nAnyone on the internet can read it.',
    severity: 'high',
    toolSeverity: 'HIGH',
    resource: {
      address: '//storage.googleapis.com/shop-logs',
      type: 'google.cloud.storage.Bucket',
      provider: 'gcp',
      region: 'europe-west1',
      account: 'shop-prod',
    },
    controls: ['CIS-GCP-1.2:5.1', 'NIST-800-53:AC-3'],
    references: ['https://console.example/shop-logs', 'https://console.example/edit'],
    remediation: 'Go to https://console.example/edit and take allUsers away.',
    fingerprints: { 'google-scc': 'projects/3/sources/2/findings/a1' },
    seenAt: '2025-09-01T06:30:00.123Z',
    tags: ['MISCONFIGURATION', 'Security Health Analytics'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('every class, state and mute', async () => {
  const items = await itemsIn('many.json')
  const [inactive, muted, threat, vulnerability, web, identity, data, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(inactive?.verdict).toEqual({ state: 'fixed', reason: 'inactive', source: 'google-scc-state' })
  expect(muted).toMatchObject({ severity: 'unknown', verdict: { state: 'accepted' } })
  expect(threat).toMatchObject({
    kind: 'runtime',
    title: 'Persistence: IAM Anomalous Grant',
    endpoint: { url: 'https://evil.example/tea' },
    resource: { provider: 'aws', account: '111122223333' },
    tags: ['THREAT', 'PERSISTENCE', 'ACCOUNT_MANIPULATION', '192.0.2.7', 'evil.example'],
  })
  expect(vulnerability).toMatchObject({
    kind: 'container',
    rule: 'CVE-2099-10070',
    title: 'CVE-2099-10070 in zlib1g',
    cvss: [{ score: 9.8, version: '3.0' }],
    cwes: [120],
    component: { name: 'zlib1g', purl: 'pkg:deb/zlib1g@1.2.11', fixVersions: ['1.2.12'] },
    resource: { account: 'shop-prod' },
    knownExploited: true,
    tags: ['VULNERABILITY', 'exploitation:WIDE'],
  })
  expect(web).toMatchObject({
    kind: 'web',
    endpoint: { url: 'https://shop.example/?q=x', method: 'GET' },
  })
  expect(identity).toMatchObject({ kind: 'identity', location: { path: 'srv/a' } })
  expect(data?.kind).toBe('data')
  expect(assetsIn(items)).toHaveLength(3)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/listFindingsResults/7', '/nextPageToken'])
})

test('notifications, one a line', async () => {
  const found = observationsIn(await itemsIn('notifications.jsonl'))
  expect(found.map(({ rule }) => rule)).toEqual(['A_B', 'C_D'])
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(googleScc, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its names', () => {
  const detect = (outline: unknown) => googleScc.detect({ syntax: 'json', head: '', outline })
  const finding = { name: 'organizations/1/sources/2/findings/3', category: 'A', state: 'ACTIVE' }
  expect(detect([{ finding }])).toBe(1)
  expect(detect({ listFindingsResults: [{ finding }] })).toBe(1)
  expect(detect([finding])).toBe(1)
  expect(detect([{ ...finding, name: 'findings/3' }])).toBe(0)
})
