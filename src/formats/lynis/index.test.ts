import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { lynis } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(lynis, fixture('empty.dat'))).toEqual([
    { type: 'header', tool: 'Lynis', toolVersion: '3.0.9' },
  ])
})

test('one warning in all its fields', async () => {
  expect(await itemsOfFile(lynis, fixture('one.dat'))).toStrictEqual([
    {
      type: 'header',
      tool: 'Lynis',
      toolVersion: '3.0.9',
      target: 'shop.shop.example',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
    { type: 'asset', kind: 'host', name: 'shop.shop.example', attributes: { os: 'Acme Linux 9' } },
    {
      type: 'observation',
      kind: 'config',
      rule: 'SSH-7408:AllowTcpForwarding',
      title: 'Consider hardening SSH configuration',
      description: 'AllowTcpForwarding (set YES to NO)',
      severity: 'medium',
      toolSeverity: 'warning',
      resource: { address: 'shop.shop.example', type: 'host' },
      remediation: 'Set it to no',
      references: ['https://cisofy.com/lynis/controls/SSH-7408/'],
      seenAt: '2025-09-01T08:30:00.000Z',
      raw: expect.stringMatching(/^warning\[\]=/),
    },
  ])
})

test('suggestions, manual checks, packages; an audit that ended early is told', async () => {
  const items = await itemsOfFile(lynis, fixture('many.dat'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'BOOT-5122', severity: 'low', fingerprints: { lynis: 'BOOT-5122' } },
    {
      rule: 'This release is more than 4 months old',
      references: ['https://cisofy.example/upgrade'],
    },
    { rule: 'Version of Lynis is very old', severity: 'medium' },
    { title: 'Make sure that the backup works', severity: 'info', tags: ['manual-check'] },
    { kind: 'container', component: { name: 'libshop' } },
    { kind: 'container', component: { name: 'stock', version: '1.2' } },
  ])
  expect(items.filter(({ type }) => type === 'component')).toEqual([
    { type: 'component', ref: 'acl 2.3.1', name: 'acl', version: '2.3.1' },
    { type: 'component', ref: 'adduser 3.134', name: 'adduser', version: '3.134' },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 8', undefined],
    ['the end of the report', true],
  ])
})

test.each(['', '{}', 'hello\n'])('refuses %j', async (text) => {
  await expect(itemsOf(lynis, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first members', () => {
  const detect = (head: string) => lynis.detect({ syntax: 'text', head })
  expect(detect('# Lynis Report\nreport_version_major=1\nlynis_version=3\n')).toBe(1)
  expect(detect('# Lynis Report\nreport_version_major=1\n')).toBe(0.95)
  expect(detect('# Lynis Report\n')).toBe(0.9)
  expect(detect('version=3\n')).toBe(0)
})
