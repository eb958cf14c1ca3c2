import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { talisman } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(talisman, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Talisman' }])
})

test('one failure in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(talisman, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'Potential secret pattern',
    title: 'Potential secret pattern',
    severity: 'low',
    toolSeverity: 'low',
    location: { path: 'deploy/shop.env' },
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
    tags: ['filecontent', 'commit:0f1e2d3c4b5a69788796a5b4c3d2e1f001234567'],
  })
  expect(JSON.parse(raw)).toHaveProperty('failure_list.0.severity', 'low')
})

test('failures, warnings and what is ignored, each an observation or a problem', async () => {
  const items = await itemsOfFile(talisman, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'secret',
      rule: 'filename',
      title: 'The file name "keys/shop.html" failed checks against the pattern keys',
    },
    {
      kind: 'secret',
      rule: 'Expected file to not contain hex encoded texts',
      secret: '0a1b2c3d4e5f60718293a4b5c6d7e8f9',
    },
    { kind: 'secret', secret: 'password: sesame-47114711', tags: ['filecontent', 'warning'] },
    { kind: 'code', rule: 'filesize', verdict: { state: 'accepted', source: 'talisman-ignore' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/results/0/failure_list/2', '/results/1'])
})

test.each(['{}', '[]', '{"results":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(talisman, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its summary', () => {
  const detect = (outline: unknown) => talisman.detect({ syntax: 'json', head: '', outline })
  expect(detect({ summary: { types: { filecontent: 0, filename: 0, filesize: 0 } }, results: [] })).toBe(1)
  expect(detect({ summary: { types: {} }, results: [] })).toBe(0)
})
