import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { openvex } from './index.ts'

const items = async (name: string) => itemsOfFile(openvex, new URL(`fixtures/${name}`, import.meta.url))

test('a document without statements has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([
    {
      type: 'header',
      tool: 'OpenVEX',
      target: 'https://vex.example/empty',
      producedAt: '2025-09-01T08:00:00.000Z',
    },
  ])
})

test('one statement in all its fields', async () => {
  const found = await items('one.openvex.json')
  expect(found.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'vexctl',
      toolVersion: '0.3.1',
      target: 'https://vex.example/shop-7',
      producedAt: '2025-09-01T08:00:00.000Z',
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/acme/shop',
      attributes: { digest: 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef' },
    },
  ])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10001',
    title: 'A long header stops the parser.',
    description: 'A long header stops the parser.\n\nChecked by hand.\n\nSupplier: Acme',
    severity: 'unknown',
    advisories: ['CVE-2099-10001', 'GHSA-2222-3333-4444'],
    component: {
      name: '@acme/parser',
      version: '1.4.0',
      purl: 'pkg:npm/%40acme/parser@1.4.0',
      chain: [
        'shop@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
        '@acme/parser@1.4.0',
      ],
    },
    references: ['https://nvd.nist.gov/vuln/detail/CVE-2099-10001'],
    verdict: {
      state: 'false_positive',
      reason: 'not_affected; vulnerable_code_not_in_execute_path; Headers are bounded before.',
      source: 'openvex',
    },
    tags: [
      'pkg:oci/shop@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef?repository_url=registry.example%2Facme%2Fshop',
    ],
    seenAt: '2025-08-30T10:00:00.000Z',
  })
})

test('every product of every statement, in every status', async () => {
  const found = await items('many.openvex.json')
  expect(
    observationsIn(found).map(({ rule, kind, component, verdict }) => [
      rule,
      kind,
      component?.name,
      verdict?.state,
    ]),
  ).toEqual([
    ['CVE-2099-10002', 'container', 'libz', 'open'],
    ['CVE-2099-10002', 'dependency', 'ledger', 'open'],
    ['CVE-2099-10003', 'dependency', 'sha-256:0123456789abcdef', 'fixed'],
    ['ACME-12', 'dependency', 'stock', 'open'],
    ['CVE-2099-10004', 'dependency', undefined, 'open'],
    ['CVE-2099-10005', 'dependency', 'ledger', undefined],
  ])
  expect(observationsIn(found)[0]).toMatchObject({
    remediation: 'Update to 1.3.',
    seenAt: '2025-09-01T08:00:00.000Z',
  })
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/statements/4/status', '/statements/5'])
})

test('the first version names things by their ids alone', async () => {
  const found = await items('version-0.0.1.json')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'CVE-2099-10006',
      description: 'Reads past the end.',
      component: { name: 'git', version: '2.38.1-r0', chain: ['stock@1.0.0', 'git@2.38.1-r0'] },
    },
  ])
  expect(assetsIn(found)).toEqual([])
})

test.each(['{}', '[]', '{"@context":"https://openvex.dev/ns","statements":{}}', '["not"]'])(
  'refuses %s',
  async (text) => {
    await expect(itemsOf(openvex, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its context', () => {
  const detect = (outline: unknown) => openvex.detect({ syntax: 'json', head: '', outline })
  expect(detect({ '@context': 'https://openvex.dev/ns/v0.2.0', statements: [] })).toBe(1)
  expect(detect({ '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld', '@graph': [] })).toBe(0)
})
