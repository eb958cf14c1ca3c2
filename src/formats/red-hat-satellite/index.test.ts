import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { redHatSatellite } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOfFile(redHatSatellite, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Red Hat Satellite' },
  ])
})

test('one erratum in all its fields', async () => {
  const items = await itemsOfFile(redHatSatellite, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'RHSA-2099:12313',
    title: 'Important: kettle security update',
    description: 'An update for kettle.\n\nThe spout drips.',
    severity: 'high',
    toolSeverity: 'Important',
    advisories: ['RHSA-2099:12313', 'CVE-2099-10120'],
    component: { name: 'kettle-lib', fixVersions: ['2:1.4.2-3.el9.x86_64'] },
    references: ['https://access.example/CVE-2099-10120', 'https://bugs.example/71'],
    remediation: 'Update it.',
    seenAt: '2099-01-02T00:00:00.000Z',
    tags: [
      'security',
      'reboot-suggested',
      'installable',
      'hosts-applicable:2',
      'hosts-available:1',
      'package:kettle-lib-2:1.4.2-3.el9.x86_64',
      'package:kettle-2:1.4.2-3.el9.x86_64',
    ],
  })
  expect(problemsIn(items)).toEqual([])
})

test('every erratum is an observation or a problem, a missing page is told', async () => {
  const items = await itemsOfFile(redHatSatellite, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'medium',
      advisories: ['RHSA-2099:1'],
      tags: ['CVE-2099-10121', 'CVE-2099-10122', 'package:lid'],
    },
    { severity: 'info', toolSeverity: 'None', tags: ['bugfix'] },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/results/2', '/subtotal'])
})

test.each(['{}', '[]', '{"results":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(redHatSatellite, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame and its errata', () => {
  const detect = (outline: unknown) => redHatSatellite.detect({ syntax: 'json', head: '', outline })
  const frame = { total: 1, subtotal: 1, selectable: 1 }
  expect(detect({ ...frame, results: [{ errata_id: 'a', pulp_id: 'b' }] })).toBe(1)
  expect(detect({ ...frame, results: [] })).toBeGreaterThan(0.5)
  expect(detect({ ...frame, results: [{ id: 1 }] })).toBe(0)
  expect(detect({ results: [] })).toBe(0)
})
