import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { polaris } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'Polaris', producedAt: '2025-09-01T06:30:00.000Z' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(polaris, fixture('empty.json'))).toEqual([header])
})

test('one failed check in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(polaris, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'runAsRootAllowed',
    title: 'Should not be allowed to run as root',
    description: 'runAsUser is 0\nContainer: server',
    severity: 'high',
    toolSeverity: 'danger',
    resource: { address: 'Deployment/shop/api', type: 'Deployment', provider: 'kubernetes' },
    tags: ['Security'],
  })
  expect(JSON.parse(raw)).toMatchObject({ container: 'server', check: { ID: 'runAsRootAllowed' } })
})

test('checks of objects and pods, of a cluster; every check is something', async () => {
  const items = await itemsOfFile(polaris, fixture('many.json'))
  expect(headersIn(items)[0]?.target).toBe('shop-cluster')
  expect(
    observationsIn(items).map(({ rule, severity, resource }) => [rule, severity, resource?.address]),
  ).toEqual([
    ['deploymentMissingReplicas', 'medium', 'Deployment/api'],
    ['hostIPCSet', 'unknown', 'Deployment/api'],
    ['wildcards', 'high', 'ClusterRole/brewer'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/Results/0/PodResult/Results/broken~1x',
    '/Results/2',
  ])
})

test.each(['{}', '{"Results":[]}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(polaris, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version', () => {
  const detect = (outline: unknown) => polaris.detect({ syntax: 'json', head: '', outline })
  expect(detect({ PolarisOutputVersion: '1.0' })).toBe(1)
  expect(detect({ Results: [] })).toBe(0)
})
