import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { blackduckBinaryAnalysis } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(blackduckBinaryAnalysis, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'Black Duck Binary Analysis' },
  ])
})

test('one row in all its fields', async () => {
  const items = await itemsOfFile(blackduckBinaryAnalysis, fixture('one.csv'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10090',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'critical',
    toolSeverity: '9.8',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.1' },
      { vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:P', score: 5, version: '2.0' },
    ],
    advisories: ['CVE-2099-10090', 'BDSA-2099-11'],
    component: { name: 'kettle', version: '1.2.13', path: 'shop.msi:files.cab:kettle.dll' },
    references: ['https://nvd.example/CVE-2099-10090'],
    verdict: { state: 'accepted', reason: 'note: not in reach', source: 'bdba-triage' },
    tags: [
      'no-control-flow-guard',
      'no-enforced-code-integrity',
      'match:Exact match',
      'latest:1.3',
      'object-sha1:d705de134ef609dd4e228edb5196e7bc358f0d94',
    ],
  })
})

test('every row is an observation or a problem', async () => {
  const items = await itemsOfFile(blackduckBinaryAnalysis, fixture('many.csv'))
  const [lid, steam] = observationsIn(items)
  expect(lid).toMatchObject({ severity: 'medium', cvss: [{ score: 4.3, source: 'lid-1.2.deb' }] })
  expect(lid).not.toHaveProperty('verdict')
  expect(steam).toMatchObject({ rule: 'BDSA-2099-12', severity: 'unknown' })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 3'])
})

test.each(['a,b\n1,2\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(blackduckBinaryAnalysis, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => blackduckBinaryAnalysis.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['Component', 'CVE', 'Matching type', 'Object full path'])).toBe(1)
  expect(detect(['Component', 'CVE'])).toBe(0)
})
