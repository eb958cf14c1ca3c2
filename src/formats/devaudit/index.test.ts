import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { devaudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(devaudit, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'DevAudit' }])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(devaudit, fixture('one.json'))
  expect(items[1]).toEqual({
    type: 'component',
    ref: '/Packages/0',
    name: '@kettle/tea-pot',
    version: '1.4.1',
    purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
    componentType: 'library',
  })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'dddddddd-1111-4222-8333-444444444444',
    title: '[CVE-2099-10020] Spout drips',
    description: 'It drips.',
    severity: 'medium',
    toolSeverity: '6.1',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', score: 6.1, version: '3.0' }],
    cwes: [79],
    advisories: ['dddddddd-1111-4222-8333-444444444444', 'CVE-2099-10020'],
    component: {
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
    },
    references: ['https://search.example/tea-pot', 'https://index.example/vuln/dddddddd'],
  })
})

test('every element is an item or a problem', async () => {
  const items = await itemsOfFile(devaudit, fixture('many.json'))
  expect(items.filter((item) => item.type === 'component')).toMatchObject([
    { name: 'Kettle.Lid', purl: 'pkg:nuget/Kettle.Lid@2.0.0', supplier: 'Kettle' },
    { name: 'steam', version: '7.1' },
  ])
  expect(observationsIn(items)).toMatchObject([{ title: 'Steam is hot', severity: 'unknown' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/Packages/1/Vulnerabilities/1',
    '/Packages/2',
  ])
})

test.each(['{}', '[]', '{"Packages":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(devaudit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its counts', () => {
  const detect = (outline: unknown) => devaudit.detect({ syntax: 'json', head: '', outline })
  expect(detect({ 'Packages Audited': 0, Packages: [] })).toBe(1)
  expect(detect({ Packages: [] })).toBe(0)
})
