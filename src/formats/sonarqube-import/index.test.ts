import { expect, test } from 'vitest'
import { njsscan } from '../njsscan/index.ts'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sonarqubeImport } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('rules without issues are a header with the tool', async () => {
  expect(await itemsOfFile(sonarqubeImport, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'teacheck' },
  ])
})

test('one issue in all its fields, as Hadolint writes it', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(sonarqubeImport, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  const message =
    'Using latest is prone to errors if the image will ever update. Pin the version explicitly to a release tag'
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'DL3007',
    title: 'Using latest is prone to errors if the image will ever update',
    description: message,
    severity: 'medium',
    toolSeverity: 'MAJOR',
    location: { path: 'Dockerfile', line: 1, endLine: 1, column: 1, endColumn: 2, message },
    tool: 'Hadolint',
    tags: ['CODE_SMELL'],
  })
  expect(JSON.parse(raw)).toHaveProperty('engineId', 'Hadolint')
})

test('what a rule says of its issues, the worst of its severities first', async () => {
  const items = await itemsOfFile(sonarqubeImport, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'S100',
      title: 'Lids are closed',
      description: 'Close it.\n\nAn open lid spills (CWE-200).',
      severity: 'high',
      toolSeverity: 'LOW, HIGH',
      cwes: [200],
      location: { path: 'src/pot.ts', line: 3, endLine: 4, column: 1, endColumn: 8 },
      related: [{ path: 'src/cup.ts', line: 9, message: 'and this' }],
      tool: 'teacheck',
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/rules/1', '/issues/1'])
})

test("njsscan's issues, one of them about what is missing, and its report of nothing", async () => {
  const items = await itemsOfFile(sonarqubeImport, fixture('njsscan.json'))
  expect(items[0]).toEqual({ type: 'header', tool: 'njsscan', toolVersion: '1.0.2' })
  expect(observationsIn(items)).toMatchObject([
    { rule: 'eval_nodejs', severity: 'high', location: { path: 'js/shop.js', line: 5 } },
    { rule: 'express_xss' },
    { rule: 'helmet_missing', title: 'helmet_missing', severity: 'low' },
  ])
  expect(problemsIn(items)).toEqual([])
  expect(await itemsOfFile(sonarqubeImport, fixture('empty-njsscan.json'))).toEqual([items[0]])
  const nothing = { syntax: 'json' as const, head: '', outline: { issues: [], njsscan_version: '1.0.2' } }
  expect([sonarqubeImport.detect(nothing), njsscan.detect(nothing)]).toEqual([1, 0])
})

test.each(['{}', '[]', '{"issues":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sonarqubeImport, text)).rejects.toThrow(UnreadableReport)
})
