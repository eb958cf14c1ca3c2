import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dsop } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('the summary counts and finds nothing', async () => {
  expect(await itemsOfFile(dsop, fixture('empty-summary.csv'))).toEqual([{ type: 'header', tool: 'DSOP' }])
})

test('one rule in all its fields', async () => {
  const items = await itemsOfFile(dsop, fixture('one.csv'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'xccdf_org.example.content_rule_no_trust_files',
    title: 'Remove trust files',
    description: 'Trust files list hosts.\nRemove them.\n\nThey trust too much.',
    severity: 'high',
    toolSeverity: 'high',
    controls: ['CCI-000366', 'RHEL-07-040550'],
    verdict: { state: 'open', reason: 'we need them', source: 'dsop-justification' },
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['CCE-80513-5', 'ref:11'],
  })
})

test("Anchore's vulnerabilities: every row is an observation or a problem, each image a target", async () => {
  const items = await itemsOfFile(dsop, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CVE-2099-10280',
      severity: 'medium',
      component: { name: 'kettle', version: '1.4.2', path: 'usr/bin/kettle' },
      references: ['https://nvd.example/CVE-2099-10280'],
      verdict: { state: 'open', reason: 'soon' },
    },
    { rule: 'VULNDB-216063', component: { name: 'lid', version: '2.3.0', fixVersions: ['2.3.1'] } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'registry.example/shop',
    'registry.example/till',
  ])
})

test.each([
  ['oval.csv', { kind: 'container', severity: 'high', advisories: ['RHSA-2099:4025'], tags: ['patch'] }],
  [
    'twistlock.csv',
    {
      rule: 'CVE-2099-10283',
      severity: 'low',
      cvss: [{ score: 3.5, version: '2.0' }],
      verdict: { reason: 'it may' },
    },
  ],
])('%s', async (name, expected) => {
  expect(observationsIn(await itemsOfFile(dsop, fixture(name)))).toMatchObject([expected])
})

test('policies: what an allowlist lets pass is accepted', async () => {
  const items = await itemsOfFile(dsop, fixture('policies.csv'))
  expect(observationsIn(items)).toMatchObject([
    { kind: 'container', rule: 'CVE-2099-10282', severity: 'medium' },
    {
      rule: 'files:suid_or_guid_set',
      severity: 'info',
      location: { path: 'usr/bin/su' },
      verdict: { state: 'accepted', source: 'anchore-allowlist' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test('rules that hold or do not apply are nothing, one that failed to run is told', async () => {
  const head = 'title,ruleid,result,severity,identifiers,refs,desc,rationale,scanned_date\n'
  const items = await itemsOf(dsop, `${head}a,r1,pass,,,,,,\nb,r2,notapplicable,,,,,,\nc,r3,error,,,,,,\n`)
  expect(observationsIn(items)).toEqual([])
  expect(problemsIn(items)).toHaveLength(1)
})

test.each(['{}', 'a,b\n1,2\n', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dsop, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => dsop.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['id', 'result', 'cls', 'ref', 'title'])).toBeGreaterThan(0.9)
  expect(detect(['id', 'result', 'title'])).toBe(0)
})
