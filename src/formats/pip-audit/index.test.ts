import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { pipAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(pipAudit, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'pip-audit' }])
})

test('one vulnerability in all its fields, its package as a component', async () => {
  const items = await itemsOfFile(pipAudit, fixture('one.json'))
  expect(items[1]).toEqual({
    type: 'component',
    ref: '/dependencies/0',
    name: 'tea-pot',
    version: '1.4.1',
    purl: 'pkg:pypi/tea-pot@1.4.1',
    componentType: 'library',
  })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'PYSEC-2099-76',
    title: 'A long spout takes forever',
    description: 'A long spout takes forever. It drips, too.',
    severity: 'unknown',
    advisories: ['PYSEC-2099-76', 'CVE-2099-10030', 'GHSA-2c2c-3f3f-4g4g'],
    component: {
      name: 'tea-pot',
      version: '1.4.1',
      purl: 'pkg:pypi/tea-pot@1.4.1',
      fixVersions: ['1.4.2', '2.0.1'],
    },
    remediation: 'pip-audit --fix upgrades tea-pot to 1.4.2.',
  })
})

test('the bare list of before 2.5: every element is an item or a problem', async () => {
  const items = await itemsOfFile(pipAudit, fixture('many.json'))
  expect(items.filter((item) => item.type === 'component')).toHaveLength(3)
  expect(observationsIn(items)).toMatchObject([
    { rule: 'PYSEC-2099-852', title: 'PYSEC-2099-852 in lid' },
    { rule: 'MAL-2099-1', kind: 'malware' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1', '/2/vulns/1', '/3'])
})

test.each(['{}', '[{}]', '{"dependencies":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(pipAudit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its dependencies', () => {
  const detect = (outline: unknown) => pipAudit.detect({ syntax: 'json', head: '', outline })
  expect(detect({ dependencies: [{ name: 'a', version: '1', vulns: [] }] })).toBeGreaterThan(0.9)
  expect(detect([{ name: 'a', skip_reason: 'b' }])).toBeGreaterThan(0.9)
  expect(detect({ dependencies: [], fixes: [] })).toBe(0.9)
  expect(detect({ dependencies: [] })).toBeGreaterThan(0.5)
  expect(detect({ dependencies: [], scanInfo: {} })).toBe(0)
  expect(detect([{ name: 'a' }])).toBe(0)
})
