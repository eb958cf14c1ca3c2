import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { scantist } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(scantist, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Scantist' }])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(scantist, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10100',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'medium',
    toolSeverity: 'Medium',
    advisories: ['CVE-2099-10100'],
    component: {
      name: 'example.kettle:tea-pot',
      version: '0.3m',
      purl: 'pkg:maven/example.kettle/tea-pot@0.3m',
      path: 'shop/build.gradle',
      fixVersions: ['0.4'],
    },
    tags: ['source_code', 'cve', 'priority:P1', 'latest:0.5'],
  })
})

test('every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(scantist, fixture('many.json'))
  const [lid, steam] = observationsIn(items)
  expect(lid).toMatchObject({ rule: 'SEC-2099-10101', severity: 'unknown', component: { name: 'lid' } })
  expect(lid?.component).not.toHaveProperty('purl')
  expect(steam).toMatchObject({ component: { purl: 'pkg:npm/%40kettle/steam@1.0' } })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1'])
})

test.each(['{}', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(scantist, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first issue', () => {
  const detect = (outline: unknown) => scantist.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ 'Public ID': 'a', Library: 'b', 'Issue Source': 'c' }])).toBe(1)
  expect(detect([{ Library: 'b' }])).toBe(0)
  expect(detect([])).toBe(0)
})
