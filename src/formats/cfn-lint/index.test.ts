import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cfnLint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(cfnLint, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'cfn-lint' }])
})

test('one match in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(cfnLint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'W2001',
    title: 'Check if Parameters are Used',
    description: 'Parameter Colour not used.\n\nParameters that are defined should be used',
    severity: 'medium',
    toolSeverity: 'Warning',
    location: { path: 'templates/shop.yaml', line: 7, column: 3, endLine: 7, endColumn: 18 },
    resource: { address: 'Parameters/Colour', provider: 'aws' },
    references: ['https://rules.example/W2001'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('every match is an observation or a problem', async () => {
  const items = await itemsOfFile(cfnLint, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'E3002',
      severity: 'high',
      title: 'Additional properties are not allowed',
      resource: { address: 'Resources/Bucket/Properties/0' },
    },
    { rule: 'I1002', severity: 'info', location: { path: 'a.yaml', line: 1, column: 1 } },
  ])
  expect(observationsIn(items)[1]).not.toHaveProperty('resource')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '{"results":[]}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cfnLint, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its rules and places', () => {
  const detect = (outline: unknown) => cfnLint.detect({ syntax: 'json', head: '', outline })
  const match = { Filename: 'a', Level: 'Error', Location: { Start: { LineNumber: 1 } }, Rule: { Id: 'E1' } }
  expect(detect([match])).toBe(1)
  expect(detect([{ Filename: 'a', Rule: { Id: 'E1' } }])).toBe(0)
  expect(detect([])).toBe(0)
})
