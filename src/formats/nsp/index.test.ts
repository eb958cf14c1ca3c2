import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nsp } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(nsp, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Node Security Platform' },
  ])
})

test('one finding in all its fields', async () => {
  const { raw: _, ...fields } = observationsIn(await itemsOfFile(nsp, fixture('one.json')))[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: '9521',
    title: 'Regular Expression Denial of Service',
    description: 'A long spout takes forever.',
    severity: 'high',
    toolSeverity: '7.5',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.0' }],
    component: {
      name: 'spout',
      version: '1.3.4',
      purl: 'pkg:npm/spout@1.3.4',
      fixVersions: ['1.4.1', '2.0.3'],
      direct: false,
      chain: ['tea-pot@4.13.4', 'spout@1.3.4'],
    },
    references: ['https://nodesecurity.example/advisories/9521'],
    remediation: 'Update to version 2.0.3 or later.',
  })
})

test('every finding is an observation or a problem', async () => {
  const items = await itemsOfFile(nsp, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: '9106', title: 'Advisory for lid', severity: 'unknown', component: { direct: true } },
    { rule: '9108', severity: 'medium', component: { name: 'steam' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1'])
})

test.each(['{}', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(nsp, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first finding', () => {
  const detect = (outline: unknown) => nsp.detect({ syntax: 'json', head: '', outline })
  const found = { module: 'a', advisory: 'https://a/advisories/1', vulnerable_versions: '*', path: [] }
  expect(detect([found])).toBe(1)
  expect(detect([{ ...found, advisory: 'b' }])).toBe(0)
  expect(detect([])).toBe(0)
})
