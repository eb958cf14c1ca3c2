import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cargoMessages } from './index.ts'

const items = (name: string) => itemsOfFile(cargoMessages, new URL(`fixtures/${name}`, import.meta.url))

test('one lint in all its fields; that it is denied fails the build, which looked at all', async () => {
  const found = await items('one.jsonl')
  expect(problemsIn(found)).toMatchObject([{ where: 'line 3' }])
  expect(problemsIn(found)[0]?.incomplete).toBeUndefined()
  const [observation, ...others] = observationsIn(found)
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'clippy::eq_op',
    title: 'equal expressions as operands to `==`',
    description: 'equal expressions as operands to `==`\n`#[deny(clippy::eq_op)]` on by default',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'src/main.rs', line: 5, endLine: 5, column: 5, endColumn: 11, snippet: 'x == x' },
    references: ['https://rust-lang.github.io/rust-clippy/rust-1.95.0/index.html#eq_op'],
  })
})

test('every message about a place is an observation or a problem; what does not compile hides more', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'unused_variables',
      severity: 'medium',
      location: { line: 9, snippet: 'let y = 1;' },
      related: [{ path: 'src/main.rs', line: 2, message: 'see here' }],
      remediation: 'if this is intentional, prefix it with an underscore: _y',
    },
    { rule: 'E0425', title: 'cannot find value `coin` in this scope', severity: 'high' },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 3', true],
    ['line 5', true],
  ])
})

test('the compiler without Cargo; a build without messages', async () => {
  expect(observationsIn(await items('rustc.jsonl'))).toMatchObject([{ rule: 'unused_variables' }])
  expect(await items('empty.jsonl')).toEqual([{ type: 'header', tool: 'rustc' }])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(cargoMessages, '')).rejects.toThrow(UnreadableReport)
})
