import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { jfrogXrayReport } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(jfrogXrayReport, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'JFrog Xray' },
  ])
})

test('one row in all its fields', async () => {
  const items = await itemsOfFile(jfrogXrayReport, fixture('one.json'))
  expect(problemsIn(items)).toEqual([])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'XRAY-990010',
    title: 'Kettle spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'medium',
    toolSeverity: 'Medium',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L', score: 5.3, version: '3.1' },
      { vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:P', score: 5, version: '2.0' },
    ],
    advisories: ['XRAY-990010', 'CVE-2099-10170'],
    component: {
      name: 'kettle',
      version: '2.11.2',
      purl: 'pkg:pypi/kettle@2.11.2',
      path: 'docker-local/shop/api/1.0',
      fixVersions: ['2.11.3'],
      chain: ['shop/api:1.0', 'kettle@2.11.2'],
    },
    resource: { address: 'docker://shop/api:1.0', type: 'artifact' },
    references: ['https://advisories.example/7'],
    seenAt: '2025-09-02T06:30:00.000Z',
    tags: ['provider:JFrog'],
  })
  expect(JSON.parse(raw)).toHaveProperty('issue_id', 'XRAY-990010')
})

test('a page of a longer report says so; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(jfrogXrayReport, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'critical',
      component: { path: 'lid:2.0.0', fixVersions: ['2.0.1', '1.1.9'] },
      tags: ['applicability:not_scanned'],
    },
  ])
  expect(problemsIn(items)).toMatchObject([{ where: '/rows/1' }, { where: '/total_rows', incomplete: true }])
})

test.each(['{}', '[]', '{"rows":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(jfrogXrayReport, text)).rejects.toThrow(UnreadableReport)
})
