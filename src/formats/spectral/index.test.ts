import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { spectral } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(spectral, '[]')).toEqual([{ type: 'header', tool: 'Spectral' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(spectral, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? {}
  expect(raw).toContain(observation?.rule)
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'api',
    rule: 'path-params',
    title: 'Operation must define parameter "{id}" as expected by path "/a/{id}".',
    severity: 'high',
    toolSeverity: 'error',
    location: {
      path: 'srv/shop/openapi.yaml',
      line: 5,
      column: 9,
      endLine: 5,
      endColumn: 46,
      symbol: 'paths./a/{id}.get',
    },
  })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(spectral, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'oas3-api-servers', severity: 'medium' },
    { rule: 'info-contact' },
    { severity: 'info', toolSeverity: 'hint' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/3'])
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(spectral, text)).rejects.toThrow(UnreadableReport)
})
