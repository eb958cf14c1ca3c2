import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kubeHunter } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'kube-hunter' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(kubeHunter, fixture('empty.json'))).toEqual([header])
})

test('one vulnerability in all its fields', async () => {
  const [first, node, observation, ...others] = await itemsOfFile(kubeHunter, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(node).toEqual({
    type: 'asset',
    kind: 'host',
    name: '10.0.1.1',
    attributes: { role: 'Node/Master' },
  })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'KHV044',
    title: 'Privileged Container',
    description: 'A privileged container\n runs here',
    severity: 'high',
    toolSeverity: 'high',
    endpoint: { url: 'tcp://10.0.1.1:10255', evidence: 'pod: till, container: till' },
    references: ['https://avd.example/khv044/'],
    tags: ['Privilege Escalation // Privileged container', 'Kubelet Hunter'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('services are told as info; every element is something', async () => {
  const items = await itemsOfFile(kubeHunter, fixture('many.json'))
  const [service, local, url, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(service).toMatchObject({
    rule: 'service:Kubelet API',
    severity: 'info',
    endpoint: { url: 'tcp://10.0.1.1:10250' },
  })
  expect(local).toMatchObject({
    rule: 'Can read tokens',
    description: 'A privileged container\n runs here\n\npod: till, container: till',
    resource: { address: 'Local to Pod (hunter-1)' },
  })
  expect(url).toMatchObject({ severity: 'unknown', endpoint: { url: 'https://10.0.1.1:6443' } })
  expect(assetsIn(items)).toHaveLength(1)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/nodes/2', '/vulnerabilities/2'])
})

test.each(['{}', '{"vulnerabilities":[]}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(kubeHunter, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its hunters, or by its three lists', () => {
  const detect = (outline: unknown) => kubeHunter.detect({ syntax: 'json', head: '', outline })
  expect(detect({ vulnerabilities: [{ vid: 'KHV044', hunter: 'h' }] })).toBe(1)
  const services = [{ service: 's', location: 'l' }]
  expect(detect({ nodes: [], services, vulnerabilities: [] })).toBe(0.95)
  expect(detect({ nodes: [], services: [], vulnerabilities: [] })).toBe(0.6)
  expect(detect({ vulnerabilities: [] })).toBe(0)
})
