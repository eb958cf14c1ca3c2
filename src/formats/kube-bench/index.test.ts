import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kubeBench } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'kube-bench' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(kubeBench, fixture('empty.json'))).toEqual([header])
})

test('one failed test in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(kubeBench, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: '4.1.2',
    title: 'Ensure 4.1.2 is right',
    description: "Too open\nExpected: 'permissions' is less than 600\nFound: permissions=777",
    severity: 'unknown',
    toolSeverity: 'FAIL',
    resource: { address: 'node', type: 'kubernetes-node', provider: 'kubernetes' },
    controls: ['CIS-Kubernetes-1.8:4.1.2'],
    remediation: 'Do it.',
    tags: ['Worker Node Security Configuration', 'Worker Node Configuration Files', 'Automated'],
  })
  expect(JSON.parse(raw)).toMatchObject({ test_number: '4.1.2', audit: 'ls' })
})

test('warnings are for a person, skipped tests are told, every test is something', async () => {
  const items = await itemsOfFile(kubeBench, fixture('many.json'))
  expect(
    observationsIn(items).map(({ rule, severity, controls, resource }) => [
      rule,
      severity,
      controls?.[0],
      resource?.address,
    ]),
  ).toEqual([
    ['4.1.3', 'info', 'CIS-Kubernetes-1.8:4.1.3', 'node'],
    ['3.1.1', 'unknown', 'CIS-EKS-1.0.1:3.1.1', 'controlplane'],
  ])
  expect(observationsIn(items)[0]?.tags?.[0]).toBe('manual-check')
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/0/tests/0/results/1',
    '/0/tests/0/results/2',
    '/3',
  ])
})

test('one object a line, as it once was', async () => {
  expect(observationsIn(await itemsOfFile(kubeBench, fixture('lines.json')))).toMatchObject([
    { rule: '1.1.1', controls: ['CIS-Kubernetes-1.5:1.1.1'], resource: { address: 'master' } },
  ])
})

test.each(['{}', '{"tests":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(kubeBench, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its controls', () => {
  const detect = (outline: unknown) => kubeBench.detect({ syntax: 'json', head: '', outline })
  const controls = { version: '1.5', text: 't', node_type: 'node', tests: [] }
  expect(detect({ Controls: [controls], Totals: {} })).toBe(1)
  expect(detect([controls])).toBe(1)
  expect(detect(controls)).toBe(1)
  expect(detect({ Controls: [], Totals: { total_pass: 0 } })).toBe(1)
  expect(detect([{ version: '1.5', tests: [] }])).toBe(0)
})
