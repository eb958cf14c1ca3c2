import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { csaf } from './index.ts'

const items = async (name: string) => itemsOfFile(csaf, new URL(`fixtures/${name}`, import.meta.url))

test('a document without vulnerabilities has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([
    {
      type: 'header',
      tool: 'CSAF',
      target: 'https://acme.example/ACME-2025-0',
      producedAt: '2025-09-01T08:00:00.000Z',
    },
  ])
})

test('one vulnerability of one product in all its fields', async () => {
  const found = await items('one.json')
  expect(found[0]).toEqual({
    type: 'header',
    tool: 'Secvisogram',
    toolVersion: '2.5.1',
    target: 'https://acme.example/ACME-2025-1',
    producedAt: '2025-09-02T08:00:00.000Z',
  })
  expect(found).toHaveLength(2)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10011',
    title: 'Parser stops on long headers',
    description: 'A long header stops the parser.\n\nexploit_status: Exploited:Yes',
    severity: 'critical',
    toolSeverity: 'Critical',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
        score: 7.5,
        version: '3.1',
        source: 'Acme',
      },
    ],
    knownExploited: true,
    cwes: [400],
    advisories: ['CVE-2099-10011', 'GHSA-2222-3333-5555'],
    component: {
      name: '@acme/parser',
      version: '1.4.0',
      purl: 'pkg:npm/%40acme/parser@1.4.0',
      fixVersions: ['1.5.0'],
      chain: ['Shop 7', '@acme/parser@1.4.0'],
    },
    references: [
      'https://advisories.example/10011',
      'https://acme.example/downloads',
      'https://acme.example/ACME-2025-1',
    ],
    remediation: 'Update to 1.5.0.',
    verdict: { state: 'open', reason: 'known_affected', source: 'csaf-vex' },
    seenAt: '2025-08-01T00:00:00.000Z',
    tags: ['ACME-2025-1', 'advisory severity: Important', 'cpe:2.3:a:acme:parser:1.4.0:*:*:*:*:*:*:*'],
  })
})

test('every product in every status', async () => {
  const found = await items('many.json')
  expect(
    observationsIn(found).map(({ rule, severity, component, verdict }) => [
      rule,
      severity,
      component?.name,
      component?.version,
      verdict?.state,
      verdict?.reason,
    ]),
  ).toEqual([
    ['CVE-2099-10012', 'unknown', 'ledger', undefined, 'open', 'known_affected'],
    [
      'CVE-2099-10012',
      'unknown',
      'ledger',
      'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      'fixed',
      'fixed',
    ],
    ['ACME-7', 'unknown', 'ledger', undefined, 'open', 'under_investigation'],
    [
      'ACME-7',
      'unknown',
      'ledger',
      'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      'false_positive',
      'known_not_affected; vulnerable_code_not_present; The code was removed.',
    ],
    ['ACME-7', 'unknown', 'GONE', undefined, 'false_positive', 'known_not_affected'],
    ['CVE-2099-10013', 'medium', undefined, undefined, undefined, undefined],
    ['ACME-2025-2', 'unknown', 'ledger', undefined, 'open', 'known_affected'],
    ['CVE-2099-10015', 'unknown', 'liba', '0:1.2-3.el8', 'fixed', 'fixed'],
  ])
  expect(observationsIn(found)[0]).toMatchObject({ title: 'Ledger', description: 'Versions: <3.0' })
  expect(observationsIn(found).at(-1)?.kind).toBe('container')
  expect(observationsIn(found)[2]).toMatchObject({
    advisories: ['ACME-7'],
    references: ['https://tracker.example/1794'],
    tags: expect.arrayContaining(['Tracker 1794']),
  })
  expect(problemsIn(found).map(({ where }) => where)).toEqual([
    '/product_tree',
    '/product_tree/relationships/0',
    '/vulnerabilities/1',
    '/vulnerabilities/5',
  ])
  expect(assetsIn(found)).toMatchObject([
    { name: 'registry.example/acme/ledger', attributes: { tag: '3.0' } },
  ])
})

test('the metrics of 2.1', async () => {
  expect(observationsIn(await items('version-2-1.json'))).toMatchObject([
    {
      severity: 'high',
      toolSeverity: 'high',
      cvss: [{ score: 9.3, version: '4.0', source: 'https://nvd.nist.gov' }],
      cwes: [787, 20],
      epss: 0.61,
      knownExploited: true,
      component: { name: 'stock', purl: 'pkg:pypi/stock@2' },
      seenAt: '2025-08-30T00:00:00.000Z',
    },
  ])
})

test('what is kept of a large element is about one product', async () => {
  const ids = Array.from({ length: 900 }, (_, index) => `P${index}`)
  const [first] = observationsIn(
    await itemsOf(
      csaf,
      JSON.stringify({
        document: { csaf_version: '2.0', tracking: { id: 'A' } },
        product_tree: { full_product_names: ids.map((id) => ({ product_id: id, name: id })) },
        vulnerabilities: [
          {
            cve: 'CVE-2099-1',
            product_status: { known_affected: ids },
            remediations: [
              { details: 'a', product_ids: ids },
              { details: 'b', product_ids: ['P1'] },
            ],
          },
        ],
      }),
    ),
  )
  expect(JSON.parse(first?.raw ?? '')).toEqual({
    cve: 'CVE-2099-1',
    product_status: { known_affected: ['P0'] },
    remediations: [{ details: 'a', product_ids: ['P0'] }],
  })
})

test.each(['{}', '[]', '{"document":{"csaf_version":"1.2","tracking":{"id":"A"}}}'])(
  'refuses %s',
  async (text) => {
    await expect(itemsOf(csaf, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its version', () => {
  const detect = (outline: unknown) => csaf.detect({ syntax: 'json', head: '', outline })
  expect(detect({ document: { csaf_version: '2.0', tracking: { id: 'A' } } })).toBe(1)
  expect(detect({ document: { csaf_version: '1.2', tracking: { id: 'A' } } })).toBe(0)
  expect(detect({ document: {} })).toBe(0)
})
