import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cnspec } from './index.ts'

const items = async (name: string) => itemsOfFile(cnspec, new URL(`fixtures/${name}`, import.meta.url))
const host = { type: 'asset', kind: 'host', name: 'node-1.example', attributes: { platform: 'debian' } }

test('assets without checks are assets', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'cnspec' }, host])
})

test('one check in all its fields', async () => {
  const found = await items('one.json')
  expect(found.slice(0, 2)).toEqual([{ type: 'header', tool: 'cnspec' }, host])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'ssh-root-login-disabled',
    title: 'ssh-root-login-disabled',
    severity: 'high',
    toolSeverity: 'risk 80',
    resource: { address: 'node-1.example', type: 'debian' },
    fingerprints: { mrn: '//policy.api.mondoo.com/queries/ssh-root-login-disabled' },
  })
})

test('version 2, and what could not be scanned', async () => {
  const found = await items('many.json')
  expect(observationsIn(found).map(({ rule, severity }) => [rule, severity])).toEqual([
    ['one', 'medium'],
    ['two', 'unknown'],
  ])
  expect(assetsIn(found)).toMatchObject([{ kind: 'cloud-resource', name: 'aws account' }])
  expect(problemsIn(found).map(({ incomplete }) => incomplete)).toEqual([true, undefined, true])
})

test('vulnerabilities of packages and of the platform', async () => {
  const found = await items('vuln.json')
  expect(found[0]).toEqual({ type: 'header', tool: 'cnspec', target: 'node-1.example' })
  expect(observationsIn(found)).toMatchObject([
    { rule: 'KB2099', severity: 'high', component: { name: 'platform', fixVersions: ['10.0/2', '2099-01'] } },
    {
      rule: 'DSA-9999-1',
      severity: 'critical',
      advisories: ['DSA-9999-1', 'CVE-2099-10080'],
      component: { name: 'libz', version: '1.0', fixVersions: ['1.1', '1.2'] },
    },
    { advisories: ['DSA-9998-1'], tags: ['CVE-2099-10081', 'CVE-2099-10082'] },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/vulnerabilities/packages/2'])
})

test.each(['{}', '[]', '{"target":"a"}'])('refuses %s', async (text) => {
  await expect(itemsOf(cnspec, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its resource names or its statistics', () => {
  const detect = (outline: unknown) => cnspec.detect({ syntax: 'json', head: '', outline })
  expect(detect({ assets: { '//a': {} }, scores: {} })).toBe(1)
  expect(detect({ assets: { a: {} }, scores: {} })).toBe(0)
  expect(detect({ target: 'a', stats: { packages: {} }, vulnerabilities: { packages: null } })).toBe(1)
})
