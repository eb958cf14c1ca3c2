import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { popeye } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(popeye, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Popeye' }])
})

test('one issue in all its fields', async () => {
  const [header, observation, ...others] = await itemsOfFile(popeye, fixture('one.json'))
  expect(others).toEqual([])
  expect(header).toMatchObject({ target: 'tea-cluster', producedAt: '2025-09-01T08:30:00.000Z' })
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'POP-106',
    title: 'No resources requests/limits defined',
    description: 'In till',
    severity: 'medium',
    toolSeverity: 'warning',
    resource: { address: 'Deployment/shop/api', provider: 'kubernetes' },
  })
  expect(JSON.parse(raw)).toHaveProperty(['issues', 'shop/api', '0', 'level'], 2)
})

test('the sanitizers of older versions; every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(popeye, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'POP-1200', severity: 'high', resource: { address: 'NetworkPolicy/shop/deny-all' } },
    { rule: 'Node has no taint', severity: 'info', resource: { address: 'Node/till-1' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/popeye/sanitizers/0/issues/shop~1deny-all/2',
    '/popeye/sanitizers/2',
  ])
})

test.each(['{}', '[]', '{"popeye":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(popeye, text)).rejects.toThrow(UnreadableReport)
})
