import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dockerBench } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = {
  type: 'header',
  tool: 'Docker Bench for Security',
  toolVersion: '1.6.0',
  producedAt: '2025-09-01T06:30:00.000Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(dockerBench, fixture('empty.json'))).toEqual([header])
})

test('one warning in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(dockerBench, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: '2.1',
    title: 'Ensure the daemon runs as another user than root',
    description: 'runs as: root\nroot',
    severity: 'medium',
    toolSeverity: 'WARN',
    resource: { address: 'docker-host', type: 'docker-host', provider: 'docker' },
    controls: ['CIS-Docker:2.1'],
    remediation: 'Run it rootless.\n\nImpact: Some images stop.',
    tags: ['Docker daemon configuration', 'Automated'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('what passed is no finding, notes and infos are told as info, the rest is a problem', async () => {
  const items = await itemsOfFile(dockerBench, fixture('many.json'))
  expect(observationsIn(items).map(({ rule, severity, tags }) => [rule, severity, tags])).toEqual([
    ['1.2', 'info', ['manual-check', 'Host Configuration', 'Manual']],
    ['1.3', 'info', ['Host Configuration']],
    ['5.1', 'medium', ['Containers', 'Scored']],
  ])
  expect(observationsIn(items)[2]?.description).toBe('shop-api\nshop-web')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/tests/1/results/1'])
})

test.each(['{}', '{"tests":5}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dockerBench, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version', () => {
  const detect = (outline: unknown) => dockerBench.detect({ syntax: 'json', head: '', outline })
  expect(detect({ dockerbenchsecurity: '1.6.0', tests: [] })).toBe(1)
  expect(detect({ tests: [] })).toBe(0)
})
