import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { stanceCsv } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a header row alone is nothing found', async () => {
  expect(await itemsOfFile(stanceCsv, fixture('empty.csv'))).toEqual([{ type: 'header' }])
})

test('a finding a row', async () => {
  const items = await itemsOfFile(stanceCsv, fixture('many.csv'))
  expect(problemsIn(items)).toEqual([])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'code',
      rule: 'acme/sql-concat',
      severity: 'high',
      cwes: [89],
      location: { path: 'src/orders/find.ts', line: 41 },
      tags: ['sql', 'injection'],
    },
    {
      kind: 'dependency',
      advisories: ['CVE-2019-10744'],
      component: { name: 'lodash', version: '4.17.11', fixVersions: ['4.17.12', '4.17.21'] },
    },
    {
      kind: 'web',
      severity: 'medium',
      cwes: [79, 116],
      endpoint: { url: 'https://shop.example/search?q=x', parameter: 'q' },
    },
    {
      kind: 'config',
      description: 'Line one\nline two',
      resource: { address: 'aws_s3_bucket.invoices' },
      raw: expect.stringContaining('"Line one\nline two"'),
    },
  ])
})

test('column names in any dress, unknown ones told', async () => {
  const items = await itemsOfFile(stanceCsv, fixture('one.csv'))
  expect(observationsIn(items)).toMatchObject([
    { title: 'Debug page; is on', severity: 'low', location: { path: 'app/debug.py', line: 7 } },
  ])
  expect(problemsIn(items)).toMatchObject([{ where: 'line 1', message: expect.stringContaining('"Owner"') }])
  const [observation] = observationsIn(
    await itemsOf(stanceCsv, 'TITLE,known-exploited,End Line,line,path\nt,true,9,7,a.c\n'),
  )
  expect(observation).toMatchObject({ knownExploited: true, location: { line: 7, endLine: 9 } })
})

test('rows that do not fit are told, the others are used', async () => {
  const items = await itemsOfFile(stanceCsv, fixture('invalid.csv'))
  expect(observationsIn(items).map(({ title }) => title)).toEqual(['Too many cells', 'Line is no number'])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 2', 'line 3', 'line 5'])
})

test.each([
  [['title', 'severity'], 0.9],
  [['Title', 'Severity', 'Owner'], 0.6],
  [['title', 'owner', 'team', 'cost'], 0.3],
  [['severity', 'path'], 0],
  [['title'], 0],
])('%j scores %d', (columns, score) => {
  expect(stanceCsv.detect({ syntax: 'csv', head: '', columns })).toBe(score)
})
