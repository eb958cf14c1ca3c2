import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { reviewdog } from './index.ts'

const itemsIn = (name: string) => itemsOfFile(reviewdog, new URL(`fixtures/${name}`, import.meta.url))

test('nothing found is a header', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header', tool: 'ruff' }])
})

test('one diagnostic in all its fields, with the severity of its report', async () => {
  const [observation, ...others] = observationsIn(await itemsIn('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'E401',
    title: 'Multiple imports on one line',
    description: 'Multiple imports on one line',
    severity: 'medium',
    toolSeverity: 'WARNING',
    location: { path: 'srv/shop/bad.py', line: 1, endLine: 1, column: 1, endColumn: 39 },
    references: ['https://docs.astral.sh/ruff/rules/multiple-imports-on-one-line'],
    remediation: 'Replace it by:\nimport os\nimport subprocess\nimport hashlib\nimport pickle',
  })
  expect(JSON.parse(raw)).toHaveProperty('code.value', 'E401')
})

test('every diagnostic arrives or is a problem', async () => {
  const items = await itemsIn('many.json')
  expect(observationsIn(items)).toHaveLength(6)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/diagnostics/6', '/diagnostics/7'])
})

test('a diagnostic a line, each of its own tool and severity, which may be a number', async () => {
  const items = await itemsIn('lines.jsonl')
  expect(items[0]).toEqual({ type: 'header' })
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'T1',
      severity: 'high',
      cwes: [400],
      tool: 'teacheck',
      location: { path: 'src/pot.ts', line: 3, column: 5 },
      related: [{ path: 'src/kettle.ts', line: 9, message: 'filled here' }],
    },
    { rule: 'Cup is cold', severity: 'info', toolSeverity: 'INFO', location: { line: 4, endLine: 6 } },
    { rule: 'File has no lid', severity: 'unknown', location: { path: 'src/lid.ts' } },
  ])
  expect(problemsIn(items)).toEqual([])
})

test.each(['{}', '7', ''])('refuses %j', async (text) => {
  await expect(itemsOf(reviewdog, text)).rejects.toThrow(UnreadableReport)
})
