import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { mixAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(mixAudit, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'mix_audit' }])
})

test('one vulnerability in all its fields', async () => {
  const { raw: _, ...fields } = observationsIn(await itemsOfFile(mixAudit, fixture('one.json')))[0] ?? {
    raw: '',
  }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2c2c-3f3f-4g4g',
    title: 'Spout drips',
    description: 'It drips.',
    severity: 'medium',
    toolSeverity: 'moderate',
    advisories: ['GHSA-2c2c-3f3f-4g4g', 'CVE-2099-10040'],
    component: {
      name: 'tea_pot',
      version: '1.5.0',
      purl: 'pkg:hex/tea_pot@1.5.0',
      path: 'mix.lock',
      fixVersions: ['1.5.2'],
    },
    references: ['https://advisories.example/GHSA-2c2c-3f3f-4g4g'],
  })
})

test('every element is an observation or a problem', async () => {
  const items = await itemsOfFile(mixAudit, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { title: 'GHSA-3c3c-3f3f-4g4g in lid', severity: 'high', component: { path: 'w/mix.lock' } },
    { title: 'Saucer breaks', severity: 'unknown' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/vulnerabilities/1'])
})

test.each(['{}', '[]', '{"vulnerabilities":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(mixAudit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its verdict and its dependencies', () => {
  const detect = (outline: unknown) => mixAudit.detect({ syntax: 'json', head: '', outline })
  expect(detect({ pass: true, vulnerabilities: [] })).toBeGreaterThan(0.9)
  expect(detect({ pass: false, vulnerabilities: [{ id: 'a' }] })).toBe(0)
  expect(detect({ vulnerabilities: [] })).toBe(0)
})
