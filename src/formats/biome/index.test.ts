import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { biome } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(
    await itemsOf(biome, '{"summary":{"errors":0,"warnings":0},"diagnostics":[],"command":"lint"}'),
  ).toEqual([{ type: 'header', tool: 'Biome' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(biome, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? {}
  expect(raw).toContain(observation?.rule)
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'lint/security/noGlobalEval',
    title: expect.stringContaining('eval()'),
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'app.js', line: 1, column: 9, endLine: 1, endColumn: 13 },
  })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(biome, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'info', rule: 'lint/style/useNodejsImportProtocol' },
    { severity: 'medium' },
    {},
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/diagnostics/3'])
})

test('before version 2.4, with the file and a range of its bytes', async () => {
  expect(observationsIn(await itemsOfFile(biome, fixture('version-1.json')))).toMatchObject([
    {
      rule: 'lint/suspicious/noDoubleEquals',
      title: expect.stringMatching(/^Use === instead of ==/),
      severity: 'high',
      location: { path: 'app.js', line: 2, column: 10, endLine: 2, endColumn: 12, snippet: '==' },
    },
  ])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(biome, text)).rejects.toThrow(UnreadableReport)
})
