import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { rkhunter } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const host = { type: 'asset', kind: 'host', name: 'till-3' }

test('an empty report has a header, its host and nothing else', async () => {
  expect(await itemsOfFile(rkhunter, fixture('empty.log'))).toEqual([
    { type: 'header', tool: 'Rootkit Hunter', toolVersion: '1.4.6', target: 'till-3' },
    host,
  ])
})

test('one warning in all its fields', async () => {
  const [first, claim, observation, ...others] = await itemsOfFile(rkhunter, fixture('one.log'))
  expect(others).toEqual([])
  expect(first).toEqual({
    type: 'header',
    tool: 'Rootkit Hunter',
    toolVersion: '1.4.6',
    target: 'till-3',
    producedAt: '2025-09-01T06:30:00.000Z',
  })
  expect(claim).toEqual(host)
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'system_configs_syslog',
    title: 'No running system logging daemon has been found.',
    description: 'a running system logging daemon\nNo running system logging daemon has been found.',
    severity: 'medium',
    toolSeverity: 'Warning',
    fingerprints: { rkhunter: 'system_configs_syslog: a running system logging daemon' },
    tags: ['a running system logging daemon'],
    raw: '[05:10:40]   Checking for a running system logging daemon    [ Warning ]\n[05:10:40] Warning: No running system logging daemon has been found.',
  })
})

test('every warning is an observation, with its own message where it has one', async () => {
  const items = await itemsOfFile(rkhunter, fixture('many.log'))
  expect(
    observationsIn(items).map(({ kind, rule, title, location }) => [kind, rule, title, location?.path]),
  ).toEqual([
    [
      'runtime',
      'properties',
      "The command '/usr/bin/lwp-request' has been replaced by a script:",
      'usr/bin/lwp-request',
    ],
    ['runtime', 'properties', '/usr/bin/tea', 'usr/bin/tea'],
    ['malware', 'additional_rkts', 'Suckit Rootkit additional checks', undefined],
    ['config', 'network', 'backdoor ports', undefined],
  ])
  expect(observationsIn(items)[0]?.description).toContain('/usr/bin/lwp-request: Perl script')
  expect(observationsIn(items)[2]?.description).toContain("Error from '/usr/bin/stat'")
})

test.each(['hello\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(rkhunter, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its banner', () => {
  const detect = (head: string) => rkhunter.detect({ syntax: 'text', head })
  expect(detect('[05:10:38] Running Rootkit Hunter version 1.4.6 on till-3\n')).toBe(1)
  expect(detect('[ Rootkit Hunter version 1.4.6 ]\n')).toBe(1)
  expect(detect('Rootkit Hunter is a tool\n')).toBe(0)
})
