import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { govulncheck } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(govulncheck, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'govulncheck', toolVersion: 'v1.1.4' },
  ])
  const older = '{"Calls":{},"Imports":{},"Requires":{},"Vulns":null,"Modules":[]}'
  expect(await itemsOf(govulncheck, older)).toEqual([{ type: 'header', tool: 'govulncheck' }])
})

test('one vulnerability in all its fields, from several messages', async () => {
  const [header, shop, tea, observation, ...others] = await itemsOfFile(govulncheck, fixture('one.json'))
  expect(header).toMatchObject({ producedAt: '2025-09-01T08:30:00.000Z' })
  expect([shop, tea]).toMatchObject([{ root: true }, { purl: 'pkg:golang/example.com/tea@v1.4.1' }])
  expect(others).toEqual([])
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GO-2099-1001',
    title: 'Steam escapes in example.com/tea',
    description: 'Under pressure the lid opens.',
    severity: 'high',
    toolSeverity: 'High',
    confidence: 'high',
    advisories: ['GO-2099-1001', 'CVE-2099-10001', 'GHSA-2c2c-3f3f-4g4g'],
    location: { path: 'cmd/main.go', line: 12, column: 4, symbol: 'example.com/shop.main' },
    flow: [
      { path: 'cmd/main.go', line: 12, column: 4, symbol: 'example.com/shop.main' },
      { path: 'serve.go', line: 8, column: 2, symbol: 'example.com/kitchen.Serve' },
    ],
    component: {
      name: 'example.com/tea',
      version: 'v1.4.1',
      purl: 'pkg:golang/example.com/tea@v1.4.1',
      fixVersions: ['v1.4.2'],
      chain: ['example.com/shop', 'example.com/kitchen@v0.2.0', 'example.com/tea@v1.4.1'],
      direct: false,
    },
    reachability: {
      level: 'called',
      evidence: 'example.com/shop.main → example.com/kitchen.Serve → example.com/tea/pot.Pot.Boil',
    },
    references: ['https://pkg.go.dev/vuln/GO-2099-1001', 'https://code.example/tea/1'],
    tags: ['called', 'example.com/tea/pot.Pot.Boil'],
  })
  expect(JSON.parse(raw)).toHaveProperty('finding.trace.2')
})

test('calls of one vulnerability are one observation; what is not called is less sure', async () => {
  const items = await itemsOfFile(govulncheck, fixture('many.json'))
  const [tea, stdlib, cup, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(tea).toMatchObject({
    severity: 'high',
    cwes: [400],
    cvss: [{ score: 7.5 }],
    location: { path: 'a.go', line: 1 },
    related: [{ path: 'b.go', line: 2 }],
    component: { fixVersions: ['v1.4.2'], direct: true },
    tags: ['called', 'example.com/tea/pot.Boil', 'example.com/tea/pot.Pour'],
  })
  expect(stdlib).toMatchObject({
    title: 'GO-2099-1003 in stdlib',
    severity: 'unknown',
    confidence: 'low',
    tags: ['not-called'],
    reachability: { atMost: true },
    component: { purl: 'pkg:golang/stdlib@v1.22.1' },
  })
  expect(cup).toMatchObject({
    title: 'Older',
    component: { name: 'example.com/cup', fixVersions: ['v0.2.0'] },
    location: { path: 'main.go', line: 4 },
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/7'])
})

test('the document of the first versions, with its call graph', async () => {
  const items = await itemsOfFile(govulncheck, fixture('version-0.json'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'govulncheck' }])
  expect(items.filter(({ type }) => type === 'dependency')).toEqual([
    { type: 'dependency', ref: 'example.com/shop', dependsOn: ['example.com/tea'] },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'GO-2099-1001',
      confidence: 'high',
      component: { version: 'v1.4.1' },
      location: { path: 'work/shop/main.go', line: 9, column: 6, symbol: 'example.com/shop.main' },
      tags: ['called', 'example.com/tea.Boil'],
    },
  ])
})

test.each(['{}', '[]', '{"results":[]}', '{"config":5}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(govulncheck, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first message, or by the parts of the older document', () => {
  const detect = (outline: unknown) => govulncheck.detect({ syntax: 'json', head: '', outline })
  expect(detect({ config: { protocol_version: 'v1.0.0' } })).toBe(1)
  expect(detect([{ config: { protocol_version: 'v1.0.0' } }])).toBe(1)
  expect(detect({ Calls: {}, Imports: {}, Requires: {}, Vulns: null })).toBe(1)
  expect(detect({ Vulns: [{ OSV: { id: 'GO-1' }, Modules: [] }] })).toBe(1)
  expect(detect({ config: {} })).toBe(0)
  expect(detect([])).toBe(0)
})
