import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { chefInspec } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty log has a header and nothing else', async () => {
  expect(await itemsOf(chefInspec, '[]')).toEqual([{ type: 'header', tool: 'InSpec' }])
})

test('one control in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(chefInspec, fixture('one.jsonl'))
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'InSpec', target: 'cis-acme on shop.example' })
  expect(host).toEqual({
    type: 'asset',
    kind: 'host',
    name: 'shop.example',
    attributes: { platform: 'acmeos 9.1', group: 'shop', environment: 'test', zone: 'dmz' },
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'cis-acme-2.2.1',
    title: 'Ensure time is in step',
    description: expect.stringMatching(
      /^Clocks should be in step\.[\s\S]*Command: `chronyd` is expected to exist\nexpected it$/,
    ),
    severity: 'critical',
    toolSeverity: '1',
    resource: { address: 'shop.example' },
    controls: ['ISO27001_2013:A.12.4.4', 'CIS:acme-linux:2.2.1'],
    fingerprints: { control: 'cis-acme-2.2.1' },
    seenAt: '2025-09-01T08:30:00.000Z',
    raw: expect.stringContaining('cis-acme-2.2.1'),
  })
})

test('each line is an observation, passed or a problem', async () => {
  const items = await itemsOfFile(chefInspec, fixture('many.jsonl'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'b', severity: 'info', tags: ['manual-check'] },
    { rule: 'c', severity: 'medium', description: 'x\ny' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4', 'line 5'])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['p on shop.example', 'p on stock.example'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(chefInspec, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first line', () => {
  const detect = (outline: unknown) => chefInspec.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ id: 'a', impact: 1, profile: { name: 'p' }, platform: { name: 'q' }, results: [] })).toBe(1)
  expect(detect({ id: 'a', impact: 1, results: [] })).toBe(0)
})
