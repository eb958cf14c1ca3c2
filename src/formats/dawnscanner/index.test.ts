import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dawnscanner } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(dawnscanner, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Dawnscanner', toolVersion: '1.6.9', producedAt: '2025-03-01T08:30:00.000Z' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(dawnscanner, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2021-99901',
    title: 'CVE-2021-99901',
    description: 'Text is not escaped.',
    severity: 'medium',
    toolSeverity: 'medium',
    cvss: [{ score: 4.3 }],
    advisories: ['CVE-2021-99901'],
    component: { name: 'actionview', purl: 'pkg:gem/actionview', fixVersions: ['3.2.22.3', '4.2.7.1'] },
    references: ['https://cve.example/CVE-2021-99901'],
    remediation: 'Please upgrade actionview gem to version 3.2.22.3, 4.2.7.1 or install latest version.',
  })
  expect(JSON.parse(raw)).toMatchObject({ name: 'CVE-2021-99901' })
})

test('every element is an observation or a problem', async () => {
  const items = await itemsOfFile(dawnscanner, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { kind: 'code', rule: 'Owasp Ror CheatSheet: Headers', severity: 'info' },
    { rule: 'CVE-2021-99902', verdict: { state: 'accepted', reason: 'mitigated', source: 'dawnscanner' } },
    { kind: 'code', rule: 'Reflected XSS', cwes: [79], severity: 'unknown' },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/status', '/vulnerabilities/1'])
})

test.each(['{}', '[]', '{"dawn_version":"1"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dawnscanner, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version', () => {
  const detect = (outline: unknown) => dawnscanner.detect({ syntax: 'json', head: '', outline })
  expect(detect({ dawn_version: '1.6.9', vulnerabilities: [] })).toBe(1)
  expect(detect({ vulnerabilities: [] })).toBe(0)
})
