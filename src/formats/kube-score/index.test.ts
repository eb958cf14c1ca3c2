import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kubeScore } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(kubeScore, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'kube-score' },
  ])
})

test('one critical check in all its fields', async () => {
  const [, observation, ...others] = await itemsOfFile(kubeScore, fixture('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'container-resources',
    title: 'container resources',
    description: 'About container-resources\napi: CPU limit is not set (Set it.)',
    severity: 'critical',
    toolSeverity: '1',
    location: { path: 'deploy/api.yaml', line: 12 },
    resource: { address: 'Deployment/shop/api', type: 'Deployment', provider: 'kubernetes' },
    references: ['https://docs.example/limits'],
  })
  expect(JSON.parse(raw)).toMatchObject({ file_row: 12, checks: [{ grade: 1 }] })
})

test('grades, skipped checks and objects without metadata; every check is something', async () => {
  const items = await itemsOfFile(kubeScore, fixture('many.json'))
  expect(
    observationsIn(items).map(({ rule, severity, resource }) => [rule, severity, resource?.address]),
  ).toEqual([
    ['b', 'medium', 'Deployment/shop/api'],
    ['c', 'info', 'Deployment/shop/api'],
    ['e', 'critical', 'Deployment/old'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/0/checks/4', '/2'])
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(kubeScore, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its objects', () => {
  const detect = (outline: unknown) => kubeScore.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ object_name: 'a', type_meta: {}, checks: [] }])).toBe(1)
  expect(detect([{ object_name: 'a', checks: [] }])).toBe(0)
  expect(detect([])).toBe(0)
})
