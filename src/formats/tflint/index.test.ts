import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { tflint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(tflint, '{"issues":[],"errors":[]}')).toEqual([{ type: 'header', tool: 'TFLint' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(tflint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? {}
  expect(raw).toContain(observation?.rule)
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'terraform_unused_declarations',
    title: 'variable "office_range" is declared but not used',
    severity: 'medium',
    toolSeverity: 'warning',
    location: { path: 'variables.tf', line: 11, column: 1, endLine: 11, endColumn: 24 },
    references: [
      'https://github.com/terraform-linters/tflint-ruleset-terraform/blob/v0.15.0/docs/rules/terraform_unused_declarations.md',
    ],
  })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(tflint, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'medium' },
    {
      rule: 'aws_instance_invalid_type',
      severity: 'high',
      location: { path: 'modules/till/main.tf', line: 3 },
      related: [{ path: 'main.tf', line: 7, message: 'module call' }],
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/issues/2', '/errors/0'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(tflint, text)).rejects.toThrow(UnreadableReport)
})
