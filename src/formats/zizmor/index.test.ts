import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { zizmor } from './index.ts'

const items = async (name: string) => itemsOfFile(zizmor, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(zizmor, '[]')).toEqual([{ type: 'header', tool: 'zizmor' }])
})

test('one finding in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'pipeline',
    rule: 'template-injection',
    title: 'code injection via template expansion',
    description: 'code injection via template expansion: may expand into attacker-controllable code',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'high',
    location: {
      path: '.github/workflows/shop.yml',
      line: 7,
      column: 9,
      endLine: 7,
      snippet: expect.stringMatching(/^run: echo/),
      message: 'may expand into attacker-controllable code',
    },
    related: [
      {
        path: '.github/workflows/shop.yml',
        line: 4,
        column: 3,
        endLine: 4,
        endColumn: 9,
        snippet: 'greet:',
        message: 'this job',
      },
    ],
    references: ['https://docs.zizmor.sh/audits/#template-injection'],
    remediation: 'replace expression with environment variable',
    tags: ['Pedantic'],
  })
})

test('what is ignored, what is elsewhere, what has no place', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'unpinned-uses',
      severity: 'info',
      verdict: { state: 'accepted' },
      location: { line: 1, column: 1 },
    },
    { rule: 'dependabot', title: 'dependabot', severity: 'medium', confidence: 'low' },
  ])
  expect(assetsIn(found)).toEqual([
    { type: 'asset', kind: 'repository', name: 'https://github.com/acme/stock' },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '"a"'])('refuses %s', async (text) => {
  await expect(itemsOf(zizmor, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its findings', () => {
  const detect = (outline: unknown) => zizmor.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ ident: 'a', determinations: {}, locations: [] }])).toBe(1)
  expect(detect([{ ident: 'a' }])).toBe(0)
})
