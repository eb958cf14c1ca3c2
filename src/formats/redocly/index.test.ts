import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { redocly } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(
    await itemsOf(
      redocly,
      '{"totals":{"errors":0,"warnings":0,"ignored":0},"version":"2.77.0","problems":[]}',
    ),
  ).toEqual([{ type: 'header', tool: 'Redocly CLI', toolVersion: '2.77.0' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(redocly, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? {}
  expect(raw).toContain(observation?.rule)
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'api',
    rule: 'no-empty-servers',
    title: 'Servers must be present.',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'o.yaml', line: 1, column: 1, endLine: 1, endColumn: 8, symbol: '#/openapi' },
    references: ['https://redocly.com/docs/cli/rules/oas/no-empty-servers'],
  })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(redocly, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {},
    { rule: 'struct' },
    {},
    { verdict: { state: 'accepted' }, remediation: 'Did you mean: version?' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/problems/4'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(redocly, text)).rejects.toThrow(UnreadableReport)
})
