import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { poutine } from './index.ts'

const items = async (name: string) => itemsOfFile(poutine, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'poutine' }])
})

test('one finding in all its fields', async () => {
  const [, asset, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  expect(asset).toEqual({
    type: 'asset',
    kind: 'repository',
    name: 'https://github.com/acme/shop',
    attributes: { ref: 'main' },
  })
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'pipeline',
    rule: 'injection',
    title: 'Injection with arbitrary external contributor input',
    description: [
      'The pipeline contains an injection.',
      'Sources: github.head_ref',
      'Sources: github.head_ref',
      'Tool: npm',
      'Targets: package.json',
      'Secrets in reach: DEPLOY_KEY',
    ].join('\n\n'),
    severity: 'medium',
    toolSeverity: 'warning',
    advisories: ['GHSA-2222-3333-4444'],
    location: { path: '.github/workflows/shop.yml', line: 12, symbol: 'job build, step 0' },
    references: ['https://guides.example/injection'],
    tags: ['pkg:github/acme/shop@main', 'pull_request_target', 'push'],
  })
})

test('every finding is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'unknown_rule', severity: 'unknown', location: { path: '.gitlab-ci.yml', symbol: 'step 2' } },
    { rule: 'no_place', fingerprints: { blob: 'abc123' } },
  ])
  expect(assetsIn(found).map(({ name }) => name)).toEqual([
    'https://gitlab.com/acme/stock',
    'https://github.com/acme/shop',
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/findings/2'])
})

test.each(['{}', '[]'])('refuses %s', async (text) => {
  await expect(itemsOf(poutine, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its findings, or by its rules while there are none', () => {
  const detect = (outline: unknown) => poutine.detect({ syntax: 'json', head: '', outline })
  expect(detect({ findings: [{ rule_id: 'a', purl: 'b', meta: {} }], rules: {} })).toBe(1)
  expect(detect({ findings: [], rules: {} })).toBe(0)
  expect(detect({ findings: [{ id: 'a' }] })).toBe(0)
})
