import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { legitify } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(legitify, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Legitify' }])
})

test('one violation in all its fields', async () => {
  const [header, claim, observation, ...others] = await itemsOfFile(legitify, fixture('one.json'))
  expect(header).toEqual({ type: 'header', tool: 'Legitify' })
  expect(claim).toEqual({ type: 'asset', kind: 'repository', name: 'https://github.com/tea-example/shop' })
  expect(others).toEqual([])
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'identity',
    rule: 'data.repository.tokens_may_write',
    title: 'Tokens Should Only Read',
    description:
      'Workflow tokens may write.\n\nA workflow that is taken over changes the code.\n\nworkflows: ["release"]',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    resource: { address: 'https://github.com/tea-example/shop', type: 'repository', provider: 'github' },
    references: ['https://github.com/tea-example/shop'],
    remediation: '1. Open the settings\n2. Choose read',
    tags: ['repository'],
  })
  expect(JSON.parse(raw)).toHaveProperty('violations.0.status', 'FAILED')
})

test('grouped; what passed is nothing, what was not tried is told', async () => {
  const items = await itemsOfFile(legitify, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'pipeline',
      rule: 'data.actions.all_may_run',
      severity: 'high',
      resource: { address: 'https://gitlab.tea.example/shop', provider: 'gitlab' },
    },
    { kind: 'identity', rule: 'data.member.two_factor', severity: 'unknown', resource: { address: 'kim' } },
  ])
  expect(assetsIn(items).map(({ kind }) => kind)).toEqual(['saas-app'])
  const policies = '/content/https:~1~1gitlab.tea.example~1shop'
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    [`${policies}/data.actions.all_may_run/violations/2`, undefined],
    [`${policies}/data.actions.all_may_run/violations/3`, true],
    [`${policies}/broken`, true],
  ])
})

test.each(['{}', '[]', '{"type":"flattened"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(legitify, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its scheme', () => {
  const detect = (outline: unknown) => legitify.detect({ syntax: 'json', head: '', outline })
  expect(detect({ type: 'group-by-severity', content: {} })).toBe(1)
  expect(detect({ type: 'flattened' })).toBe(0)
  expect(detect({ type: 'other', content: {} })).toBe(0)
})
