import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { psalm } from './index.ts'

const items = async (name: string) => itemsOfFile(psalm, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(psalm, '[]')).toEqual([{ type: 'header', tool: 'Psalm' }])
})

test('one issue in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'TaintedSql',
    title: 'Detected tainted SQL',
    description: 'Detected tainted SQL',
    severity: 'high',
    toolSeverity: 'error',
    location: {
      path: 'src/Orders.php',
      line: 9,
      endLine: 9,
      column: 15,
      endColumn: 53,
      snippet: "    $db->exec('delete from orders where id = ' . $id);",
    },
    flow: [
      {
        path: 'src/Orders.php',
        line: 8,
        endLine: 8,
        column: 5,
        endColumn: 8,
        snippet: "    $id = $_GET['id'];",
        message: '$id',
      },
    ],
    related: [{ path: 'src/Db.php', line: 2, endLine: 2, snippet: 'function exec', message: 'exec' }],
    references: ['https://psalm.dev/244'],
  })
})

test('every issue is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'UnusedVariable', severity: 'info', location: { path: 'src/Ledger.php', line: 3, endLine: 4 } },
    { rule: 'ParseError', title: 'ParseError', location: { path: 'app/src/Stock.php' } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/1'])
})

test.each(['{}', '"a"'])('refuses %s', async (text) => {
  await expect(itemsOf(psalm, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its issues', () => {
  const detect = (outline: unknown) => psalm.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ type: 'a', line_from: 1, file_name: 'a', selected_text: '' }])).toBe(1)
  expect(detect([{ type: 'a', file_name: 'a' }])).toBe(0)
})
