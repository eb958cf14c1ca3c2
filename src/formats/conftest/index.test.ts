import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { conftest } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('what passed is nothing found', async () => {
  const header = { type: 'header', tool: 'Conftest' }
  expect(await itemsOfFile(conftest, fixture('empty-file.json'))).toEqual([header])
})

test('one failure in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(conftest, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'data.main.deny',
    title: 'Container shop must set a memory limit',
    severity: 'high',
    toolSeverity: 'failure',
    location: { path: 'deploy/shop.yaml' },
    tags: ['main', 'data.main.deny'],
  })
  expect(JSON.parse(raw)).toHaveProperty('failures.0.msg')
})

test('failures, warnings, exceptions, and what policies say beside their message', async () => {
  const items = await itemsOfFile(conftest, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'PODS-1',
      title: 'Images need a digest',
      description: 'Image shop has no digest\n\nA tag may move.',
      severity: 'low',
      references: ['https://policies.example/PODS-1'],
      remediation: 'Pin it.',
    },
    { rule: 'data.pods.warn', severity: 'medium', toolSeverity: 'warning' },
    { rule: 'pods', severity: 'unknown', verdict: { state: 'accepted' } },
    { rule: 'warning', title: 'Old', location: { path: 'old.yaml' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/0/warnings/1', '/2'])
})

test.each(['{}', '{"results":[]}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(conftest, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its files and counts', () => {
  const detect = (outline: unknown) => conftest.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ filename: 'a', namespace: 'main', successes: 1 }])).toBe(1)
  expect(detect([{ filename: 'a', successes: [], failures: [{ msg: 'x' }] }])).toBe(1)
  expect(detect([{ filename: 'a', failures: [] }])).toBe(0)
  expect(detect([])).toBe(0)
})
