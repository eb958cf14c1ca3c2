import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { scorecard } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header, its repository and nothing else', async () => {
  expect(await itemsOfFile(scorecard, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'OpenSSF Scorecard',
      toolVersion: 'v5.0.0',
      target: 'github.com/acme/shop',
      producedAt: '2025-09-01T00:00:00.000Z',
      revision: '0a1b',
    },
    { type: 'asset', kind: 'repository', name: 'github.com/acme/shop' },
  ])
})

test('one check in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(scorecard, fixture('one.json')))
  expect(others).toEqual([])
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'pipeline',
    rule: 'Pinned-Dependencies',
    title: 'Pinned-Dependencies: dependency not pinned by hash detected',
    description:
      'dependency not pinned by hash detected\nthird-party action not pinned by hash: .github/workflows/ci.yml:12: update it\ncontainerImage not pinned by hash: Dockerfile:3-4',
    severity: 'medium',
    toolSeverity: '3',
    resource: { address: 'github.com/acme/shop', type: 'repository' },
    related: [
      { path: '.github/workflows/ci.yml', line: 12, message: 'third-party action not pinned by hash' },
      { path: 'Dockerfile', line: 3, endLine: 4, message: 'containerImage not pinned by hash' },
    ],
    references: ['https://scorecard.example/pinned'],
    remediation: 'Determines if the project pins its dependencies.',
    seenAt: '2025-09-01T08:30:00.000Z',
    raw: expect.stringContaining('Pinned-Dependencies'),
  })
})

test('each check is an observation, passed or a problem; each flaw is one', async () => {
  const items = await itemsOfFile(scorecard, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'Packaging', severity: 'info', tags: ['manual-check'] },
    {
      rule: 'Dangerous-Workflow',
      severity: 'critical',
      related: [{ path: '.github/workflows/a.yml', line: 7 }],
    },
    {
      kind: 'dependency',
      rule: 'Vulnerabilities',
      title: 'Project is vulnerable to: GHSA-2345-6789-cfgh / CVE-2099-10021',
      severity: 'high',
      advisories: ['GHSA-2345-6789-cfgh', 'CVE-2099-10021'],
    },
    { rule: 'Vulnerabilities', advisories: ['PYSEC-2099-7'] },
    { rule: 'Acme-Check', severity: 'unknown', title: 'Acme-Check: score 5' },
  ])
  expect(problemsIn(items).map(({ where }) => where.split('/').slice(-2).join('/'))).toEqual([
    'checks/5',
    'checks/6',
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(scorecard, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its frame', () => {
  const detect = (outline: unknown) => scorecard.detect({ syntax: 'json', head: '', outline })
  expect(detect({ repo: { name: 'a' }, scorecard: {}, checks: [] })).toBe(1)
  expect(detect({ repo: 'a', checks: [] })).toBe(0)
})
