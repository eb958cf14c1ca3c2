import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { phpcs } from './index.ts'

const items = async (name: string) => itemsOfFile(phpcs, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'PHP_CodeSniffer' }])
})

test('one message in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'Acme.PHP.Eval.Discouraged',
    title: 'The use of eval() is discouraged',
    description: 'The use of eval() is discouraged.',
    severity: 'high',
    toolSeverity: 'ERROR 5',
    location: { path: 'app/src/Cart.php', line: 8, column: 5 },
    remediation: 'phpcbf can fix this',
  })
})

test('every message is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'phpcs', severity: 'medium', toolSeverity: 'WARNING' },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/files/src~1A.php/messages/1'])
})

test.each([
  ['version-xml.xml', '/phpcs/file[1]/error[2]', '3.7.1'],
  ['version-csv.csv', 'line 4', undefined],
])('%s says the same', async (name, where, toolVersion) => {
  const found = await items(name)
  expect(found[0]).toEqual({ type: 'header', tool: 'PHP_CodeSniffer', ...(toolVersion && { toolVersion }) })
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'PEAR.Functions.FunctionDeclaration.BraceOnSameLine',
      title: 'Opening brace should be on a new line',
      severity: 'high',
      toolSeverity: 'ERROR 5',
      location: { path: 'srv/shop/till.php', line: 4, column: 31 },
      remediation: 'phpcbf can fix this',
    },
    {
      title: 'The use of "eval" is discouraged',
      description: 'The use of "eval" is discouraged. It runs text.',
      severity: 'medium',
      toolSeverity: 'WARNING 5',
    },
  ])
  expect(observationsIn(found)[1]?.remediation).toBeUndefined()
  expect(problemsIn(found).map((item) => item.where)).toEqual([where])
})

test.each(['{}', '[]', '<checkstyle/>', 'File,Line\n', '{"totals":{"errors":0,"file_errors":0},"files":[]}'])(
  'refuses %s',
  async (text) => {
    await expect(itemsOf(phpcs, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its totals', () => {
  const detect = (outline: unknown) => phpcs.detect({ syntax: 'json', head: '', outline })
  expect(detect({ totals: { errors: 0, warnings: 0, fixable: 0 }, files: {} })).toBe(1)
  expect(detect({ totals: { errors: 0, file_errors: 0 }, files: {} })).toBe(0)
})
