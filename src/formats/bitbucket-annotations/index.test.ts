import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { bitbucketAnnotations } from './index.ts'

const items = (name: string) =>
  itemsOfFile(bitbucketAnnotations, new URL(`fixtures/${name}`, import.meta.url))

test('one annotation in all its fields', async () => {
  const [observation, ...others] = observationsIn(await items('one.json'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'no-eval',
    title: 'eval can be harmful',
    description: '[no-eval] eval can be harmful. Do not use it.\n\nText becomes code (CWE-95).',
    severity: 'high',
    toolSeverity: 'HIGH',
    cwes: [95],
    location: { path: 'src/till.ts', line: 12 },
    references: ['https://scanner.example/till-1'],
    fingerprints: { 'bitbucket/external-id': 'till-1' },
    seenAt: '2026-03-01T08:30:00.000Z',
    tags: ['vulnerability'],
  })
})

test('what passed is none, what is ignored is accepted, and there is another page', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'no-eval' },
    {
      kind: 'dependency',
      rule: 'CVE-2099-1001',
      title: 'coin 1.2.0 pollutes',
      advisories: ['CVE-2099-1001'],
      severity: 'critical',
      verdict: { state: 'accepted', reason: 'IGNORED', source: 'bitbucket-result' },
    },
  ])
  expect(observationsIn(found)[1]?.location).toBeUndefined()
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/values/3', true],
    ['/next', true],
  ])
})

test('Data Center; a report without annotations', async () => {
  const [found] = observationsIn(await items('data-center.json'))
  expect(found).toMatchObject({
    rule: 'Secret … is … years old',
    severity: 'medium',
    tags: ['code_smell'],
    fingerprints: { 'bitbucket/external-id': 'a1' },
  })
  expect(found?.location).toEqual({ path: 'deploy/env' })
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'Bitbucket Code Insights' }])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(bitbucketAnnotations, text)).rejects.toThrow(UnreadableReport)
})
