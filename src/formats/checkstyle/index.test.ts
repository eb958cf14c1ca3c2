import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { checkstyle } from './index.ts'

const items = async (name: string) => itemsOfFile(checkstyle, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.xml')).toEqual([{ type: 'header', tool: 'Checkstyle XML', toolVersion: '4.3' }])
})

test('one error in all its fields', async () => {
  const [, observation, ...others] = await items('one.xml')
  expect(others).toEqual([])
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'com.puppycrawl.tools.checkstyle.checks.blocks.EmptyBlockCheck',
    title: 'Empty catch block',
    description: 'Empty catch block. Say why.',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'app/src/main/java/Shop.java', line: 14, column: 9 },
    tool: 'Checkstyle',
  })
  expect(raw).toContain('<file name="/app/src/main/java/Shop.java"><error line="14"')
})

test('linters by the names of their checks; every error is an observation or a problem', async () => {
  const found = await items('many.xml')
  expect(
    observationsIn(found).map(({ rule, tool, severity, location }) => [rule, tool, severity, location?.path]),
  ).toEqual([
    ['eslint.rules.no-eval', 'ESLint', 'medium', 'src/shop.js'],
    ['prefer-const-value', undefined, 'info', 'src/shop.js'],
    ['ShellCheck.SC2086', 'ShellCheck', 'unknown', 'run.sh'],
    ['TaintedSql', undefined, 'high', 'src/Orders.php'],
    ['checkstyle', undefined, 'high', undefined],
  ])
  expect(problemsIn(found)).toMatchObject([{ incomplete: true }, { incomplete: true }])
})

test.each(['<a/>', '<checkstyle', '{}'])('refuses %s', async (text) => {
  await expect(itemsOf(checkstyle, text)).rejects.toThrow(UnreadableReport)
})

test('PHPMD says its rule behind the message', async () => {
  const found = await itemsOf(
    checkstyle,
    '<checkstyle><file name="till.php"><error line="2" severity="error" message="Avoid eval. (EvalExpression, Design Rules) "/></file></checkstyle>',
  )
  expect(observationsIn(found)).toMatchObject([{ rule: 'EvalExpression', location: { line: 2 } }])
})

test('is known by its root', () => {
  const detect = (name: string) =>
    checkstyle.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('checkstyle')).toBe(0.9)
  expect(detect('pmd')).toBe(0)
})
