import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { auditjs } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(auditjs, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'AuditJS' }])
})

test('one vulnerability in all its fields, its package as a component', async () => {
  const items = await itemsOfFile(auditjs, fixture('one.json'))
  expect(items[1]).toEqual({
    type: 'component',
    ref: 'pkg:npm/%40kettle/tea-pot@1.4.1',
    name: '@kettle/tea-pot',
    version: '1.4.1',
    purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
    componentType: 'library',
  })
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: '0f0f0f0f-1111-4222-8333-444444444444',
    title: '[CVE-2099-10001] CWE-1333: Long spout',
    description: 'A long spout takes forever.',
    severity: 'high',
    toolSeverity: '7.5',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' }],
    cwes: [1333],
    advisories: ['0f0f0f0f-1111-4222-8333-444444444444', 'CVE-2099-10001'],
    component: {
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
    },
    references: ['https://index.example/vulnerability/0f0f0f0f', 'https://kettle.example/notices/7'],
  })
  expect(JSON.parse(raw)).toMatchObject({ description: 'Pours tea' })
})

test('a score of 0 is none; every element is an item or a problem', async () => {
  const items = await itemsOfFile(auditjs, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'CVE-2099-10002', severity: 'unknown' },
    { rule: 'CVE-2099-10003', severity: 'critical', toolSeverity: '9.1' },
  ])
  expect(items.filter((item) => item.type === 'component')).toHaveLength(2)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1/vulnerabilities/2', '/2'])
})

test('the text for people', async () => {
  const items = await itemsOfFile(auditjs, fixture('text.txt'))
  expect(items[0]).toEqual({ type: 'header', tool: 'AuditJS', toolVersion: '4.0.46' })
  expect(items.filter((item) => item.type === 'component')).toHaveLength(2)
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'aaaaaaaa-1111-4222-8333-444444444444',
      description: 'The lid gets hot:\n\n  ~ pour and wait',
      severity: 'medium',
      cwes: [400],
      advisories: ['aaaaaaaa-1111-4222-8333-444444444444', 'CVE-2099-10003'],
      component: { name: 'lid', version: '0.1.0' },
    },
    { title: 'Lid falls off', severity: 'unknown', raw: expect.stringContaining('It does.') },
  ])
})

test.each(['{}', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(auditjs, text)).rejects.toThrow(UnreadableReport)
})

test('is known by coordinates and vulnerabilities', () => {
  const detect = (outline: unknown) => auditjs.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ coordinates: 'pkg:npm/a@1', vulnerabilities: [] }])).toBeGreaterThan(0.9)
  expect(detect([{ coordinates: 'a', vulnerabilities: [] }])).toBe(0)
  expect(detect([{ coordinates: 'pkg:npm/a@1' }])).toBe(0)
  expect(detect([])).toBe(0)
})
