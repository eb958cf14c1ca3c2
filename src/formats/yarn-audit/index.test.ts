import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { yarnAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(yarnAudit, fixture('empty.jsonl'))).toEqual([{ type: 'header', tool: 'Yarn' }])
})

test('one way to a package in all its fields, the version that has this way', async () => {
  const items = await itemsOfFile(yarnAudit, fixture('one.jsonl'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2c2c-3f3f-4g4g',
    title: 'Prototype Pollution',
    description: 'It drips.',
    severity: 'low',
    toolSeverity: 'low',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.0' }],
    cwes: [471],
    advisories: ['GHSA-2c2c-3f3f-4g4g', 'CVE-2099-10070'],
    component: {
      name: 'spout',
      version: '0.0.10',
      purl: 'pkg:npm/spout@0.0.10',
      fixVersions: ['0.2.1', '1.2.3'],
      direct: false,
      chain: ['kettle', 'tea-pot', 'spout@0.0.10'],
    },
    references: ['https://advisories.example/GHSA-2c2c-3f3f-4g4g', 'https://code.example/commit/4cf'],
    remediation: 'Upgrade to versions 0.2.1, 1.2.3 or later.',
  })
  expect(items).toHaveLength(2)
})

test('every line is an observation, a problem, or none of the audit', async () => {
  const items = await itemsOfFile(yarnAudit, fixture('many.jsonl'))
  expect(observationsIn(items)).toMatchObject([
    { rule: '9324', cwes: [79], component: { direct: true }, tags: ['development'] },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 3', true],
    ['line 4', true],
    ['line 5', true],
  ])
})

test('Yarn 4: advisories and deprecations', async () => {
  const items = await itemsOfFile(yarnAudit, fixture('berry.jsonl'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'GHSA-2c2c-3f3f-4g4g',
      title: 'Spout drips',
      severity: 'medium',
      component: {
        version: '4.37.0',
        purl: 'pkg:npm/spout@4.37.0',
        chain: ['tea-pot@0.14.0', 'spout@4.37.0'],
      },
      tags: ['vulnerable:< 4.38.0', 'version:4.36.0', 'dependent:shop@.'],
    },
    {
      rule: 'deprecation',
      component: { name: '@kettle/lid' },
      tags: ['deprecation', 'vulnerable:7.18.6'],
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 3'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(yarnAudit, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its lines', () => {
  const detect = (head: string, outline?: unknown) => yarnAudit.detect({ syntax: 'ndjson', head, outline })
  expect(detect('{"type":"info","data":"x"}\n{"type":"auditSummary","data":{}}')).toBe(1)
  expect(detect('', { value: 'a', children: { ID: 1, Issue: 'b' } })).toBe(1)
  expect(detect('{"type":"info"}', { type: 'info' })).toBe(0)
})
