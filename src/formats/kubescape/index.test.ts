import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kubescape } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = {
  type: 'header',
  tool: 'Kubescape',
  toolVersion: 'v3.0.3',
  target: 'shop-cluster',
  producedAt: '2025-09-01T06:30:00.000Z',
}

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(kubescape, fixture('empty.json'))).toEqual([header])
})

test('one failed control in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(kubescape, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'C-0016',
    title: 'Allow privilege escalation',
    description: 'spec.template.spec.containers[0]',
    severity: 'medium',
    toolSeverity: '6',
    location: { path: 'deploy/api.yaml' },
    resource: { address: 'Deployment/shop/api', type: 'Deployment', provider: 'kubernetes' },
    controls: ['NSA:C-0016'],
    remediation: 'spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation: false',
    tags: ['Workload', 'rule-allow-privilege-escalation'],
  })
  expect(JSON.parse(raw)).toMatchObject({ controls: [{ controlID: 'C-0016' }] })
})

test('exceptions are accepted, reviews are for a person, every control is something', async () => {
  const items = await itemsOfFile(kubescape, fixture('many.json'))
  const [before, now, review, role, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(before).toMatchObject({
    rule: 'C-0046',
    severity: 'high',
    verdict: { state: 'accepted', reason: 'house-exception', source: 'kubescape-exception' },
  })
  expect(now).toMatchObject({ rule: 'C-0016', verdict: { reason: 'exception' } })
  expect(review).toMatchObject({
    severity: 'info',
    toolSeverity: '9',
    description: 'look at the node',
    controls: ['CIS-Kubernetes:4.1.5'],
    tags: ['manual-check', 'r'],
  })
  expect(role).toMatchObject({
    severity: 'unknown',
    resource: { address: 'ClusterRole/brewer' },
    controls: ['CIS-Kubernetes:5.7.2'],
    remediation: 'kubectl x\nremove rules[0]',
  })
  expect(role).not.toHaveProperty('location')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/results/0/controls/5', '/results/2'])
})

test('version 1', async () => {
  const items = await itemsOfFile(kubescape, fixture('version-1.json'))
  expect(items[0]).toEqual({ type: 'header', tool: 'Kubescape', producedAt: '2022-03-01T06:30:00.000Z' })
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'C-0013',
      title: 'Non-root containers',
      description: 'Containers may run as root.\ncontainer: api may run as root\nspec.containers[0]',
      severity: 'medium',
      resource: { address: 'Pod/shop/api' },
      remediation: 'Name a user.\nspec.containers[0].securityContext.runAsNonRoot: true',
      tags: ['non-root-containers'],
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/frameworks/0/controlReports/2'])
})

test('of a resource in whose controls the report breaks off, those that are whole', async () => {
  const text = await readFile(fixture('many.json'), 'utf8')
  const { summaryDetails, results } = JSON.parse(text)
  const whole = JSON.stringify({ summaryDetails, results })
  const found = async (content: string) => observationsIn(await itemsOf(kubescape, content)).length
  const [{ controls }] = results
  const cut = whole.slice(0, whole.indexOf(JSON.stringify(controls.at(-1))) + 20)
  const last = await found(
    JSON.stringify({ summaryDetails, results: [{ ...results[0], controls: controls.slice(0, -1) }] }),
  )
  expect(last).toBeGreaterThan(0)
  expect(await found(cut)).toBe(last)
})

test.each(['{}', '{"results":[]}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(kubescape, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its summary or its resources', () => {
  const detect = (outline: unknown) => kubescape.detect({ syntax: 'json', head: '', outline })
  expect(detect({ summaryDetails: { controls: {} }, results: [] })).toBe(1)
  expect(detect({ generationTime: 't', resources: [{ resourceID: 'a' }] })).toBe(0.95)
  expect(detect([{ name: 'NSA', controlReports: [] }])).toBe(0.95)
  expect(detect({ results: [], resources: [] })).toBe(0)
})
