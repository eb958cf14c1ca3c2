import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { hdf } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(hdf, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'InSpec', toolVersion: '5.22.3', target: 'acme-baseline' },
  ])
})

test('one control in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(hdf, fixture('one.json'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'InSpec',
    toolVersion: '5.22.3',
    target: 'acme-baseline on shop.example',
  })
  expect(host).toEqual({
    type: 'asset',
    kind: 'host',
    name: 'shop.example',
    attributes: { platform: 'acmeos' },
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'V-71849',
    title: 'Files must have their permissions.',
    description:
      'Access control is weakened.\n\nRationale: Least privilege.\n\nCheck: Run the command.\n\nFile /etc/b should exist\nexpected it',
    severity: 'high',
    toolSeverity: '0.7',
    resource: { address: 'shop.example' },
    controls: ['NIST-800-53-r4:AU-9', 'NIST-800-53-r4:AU-9(3)', 'CCI-001494'],
    references: ['https://bench.example/1'],
    remediation: 'Set them back.',
    fingerprints: { control: 'V-71849' },
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['ACME-09-010010', 'SRG-OS-1'],
    raw: expect.stringContaining('V-71849'),
  })
})

test('places that converters write into descriptions', async () => {
  const [seed, worker, header, redos] = observationsIn(await itemsOfFile(hdf, fixture('many.json')))
  expect(seed).toMatchObject({
    kind: 'code',
    rule: 'java:S1',
    severity: 'low',
    cwes: [330],
    location: { path: 'src/Random.java', line: 10, endLine: 10, snippet: '  sr.setSeed(1);' },
    description: expect.stringMatching(/^Use a random seed\./),
  })
  expect(seed).not.toHaveProperty('controls')
  expect(worker).toMatchObject({
    location: { path: 'src/worker.js', line: 29, endLine: 30, snippet: 'listen(event => {\n})' },
  })
  expect(header).toMatchObject({
    kind: 'web',
    endpoint: { url: 'http://shop.example/a', method: 'GET', parameter: 'X-Header', evidence: '<x>' },
  })
  expect(redos).toMatchObject({
    kind: 'dependency',
    severity: 'critical',
    advisories: ['CVE-2099-23424'],
    component: { name: 'slow', version: '0.0.7', chain: ['shop@0.1.0', 'stock@1.0.0', 'slow@0.0.7'] },
  })
})

test('skipped, waived and broken controls; each control is an observation, passed or a problem', async () => {
  const items = await itemsOfFile(hdf, fixture('many.json'))
  expect(observationsIn(items).slice(4)).toMatchObject([
    { rule: 'skipped', severity: 'info', controls: ['CIS:acme:1.1'], tags: ['manual-check'] },
    { rule: 'broken', severity: 'medium', remediation: 'Repair.', tags: ['check-error'] },
    {
      rule: 'waived',
      severity: 'low',
      resource: { address: '/etc/x', type: 'file' },
      verdict: { state: 'accepted', reason: 'until May', source: 'inspec-waiver' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/profiles/1',
    '/profiles/2/controls/5',
    '/profiles/2/controls/6',
  ])
  expect(headersIn(items).map(({ tool, target }) => [tool, target])).toEqual([
    ['SonarQube', 'SonarQube Scan'],
    ['overlay', 'overlay'],
    ['base', 'base'],
  ])
})

test.each(['{}', '[]', '{"profiles":[{"name":"a"}]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(hdf, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame', () => {
  const detect = (outline: unknown) => hdf.detect({ syntax: 'json', head: '', outline })
  expect(detect({ platform: { name: 'a' }, profiles: [{ name: 'b' }], statistics: {} })).toBe(1)
  expect(detect({ profiles: [] })).toBe(0)
})
