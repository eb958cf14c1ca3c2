import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cargoAudit } from './index.ts'

const items = async (name: string) => itemsOfFile(cargoAudit, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'cargo-audit' }])
})

test('one vulnerability in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'RUSTSEC-2099-0001',
    title: 'Recursion without end',
    description: 'A deep document stops the process.\n\nAffected functions: ledger_core::parse',
    severity: 'high',
    toolSeverity: '7.5',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' }],
    advisories: ['RUSTSEC-2099-0001', 'CVE-2099-10040', 'GHSA-2222-3333-6666'],
    component: {
      name: 'ledger-core',
      version: '1.2.0',
      purl: 'pkg:cargo/ledger-core@1.2.0',
      fixVersions: ['1.4.0', '2.1.3'],
    },
    references: ['https://ledger.example/1', 'https://news.example/1'],
    remediation: 'Update to >=1.4.0, <2.0.0 or >=2.1.3',
    tags: ['denial-of-service', 'stack', 'CVE-2099-10041'],
  })
})

test('warnings, with and without an advisory', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'RUSTSEC-2099-0003', severity: 'unknown', tags: ['unmaintained'], component: { name: 'old' } },
    { rule: 'yanked', title: 'gone is yanked', component: { purl: 'pkg:cargo/gone@1.0.0' } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/vulnerabilities/list/0'])
})

test('warnings as one list', async () => {
  expect(observationsIn(await items('version-0-11.json'))).toMatchObject([
    { rule: 'RUSTSEC-2099-0003', tags: ['unmaintained'], verdict: { state: 'false_positive' } },
  ])
})

test.each(['{}', '[]', '{"vulnerabilities":{"list":[]}}'])('refuses %s', async (text) => {
  await expect(itemsOf(cargoAudit, text)).rejects.toThrow(UnreadableReport)
})

test('what it prints for a person', async () => {
  const told = await items('printed.txt')
  expect(problemsIn(told)).toEqual([])
  const found = observationsIn(told)
  expect(found).toMatchObject([
    {
      kind: 'dependency',
      rule: 'RUSTSEC-2022-0013',
      title: 'Regexes with large repetitions on empty sub-expressions take a very long time to parse',
      advisories: ['RUSTSEC-2022-0013'],
      component: {
        name: 'regex',
        version: '1.5.4',
        purl: 'pkg:cargo/regex@1.5.4',
        fixVersions: ['1.5.5'],
      },
      severity: 'high',
      references: ['https://rustsec.org/advisories/RUSTSEC-2022-0013'],
      remediation: 'Update to >=1.5.5',
    },
    { rule: 'RUSTSEC-2024-0375', component: { name: 'atty' }, tags: ['unmaintained'] },
    { rule: 'yanked', title: 'coin is yanked', component: { name: 'coin', version: '1.0.1' } },
  ])
  expect(found[0]?.raw).toContain('└── till 0.1.0')
  expect(found[2]?.raw).not.toContain('error:')
})

test('is known by its lockfile and list', () => {
  const detect = (outline: unknown) => cargoAudit.detect({ syntax: 'json', head: '', outline })
  expect(detect({ lockfile: { 'dependency-count': 1 }, vulnerabilities: { list: [] } })).toBe(1)
  expect(detect({ vulnerabilities: { list: [] } })).toBe(0)
})
