import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kubeLinter } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = {
  type: 'header',
  tool: 'KubeLinter',
  toolVersion: '0.8.3',
  producedAt: '2025-09-01T06:30:00.760Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(kubeLinter, fixture('empty.json'))).toEqual([header])
})

test('one report in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(kubeLinter, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'no-read-only-root-fs',
    title: 'no read only root fs',
    description:
      'container "api" has no read-only root file system\n\nContainers with a root file system that can be written.',
    severity: 'unknown',
    location: { path: 'deploy/api.yaml' },
    resource: { address: 'Deployment/shop/api', type: 'Deployment', provider: 'kubernetes' },
    remediation: 'Set it.',
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('objects without a namespace, reports without an object; every report is something', async () => {
  const items = await itemsOfFile(kubeLinter, fixture('many.json'))
  expect(observationsIn(items).map(({ location, resource }) => [location?.path, resource?.address])).toEqual([
    ['manifests/cluster.yaml', 'ClusterRole/brewer'],
    [undefined, undefined],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/Reports/2'])
})

test.each(['{}', '{"Checks":[]}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(kubeLinter, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version or its reports', () => {
  const detect = (outline: unknown) => kubeLinter.detect({ syntax: 'json', head: '', outline })
  expect(detect({ Checks: [], Reports: null, Summary: { KubeLinterVersion: '0.8' } })).toBe(1)
  expect(detect({ Reports: [{ Check: 'a', Diagnostic: {}, Object: {} }] })).toBe(1)
  expect(detect({ Checks: [], Reports: null })).toBe(0)
})
