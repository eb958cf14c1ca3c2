import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { symfonySecurityCheck } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  const header = [{ type: 'header', tool: 'Symfony security check' }]
  expect(await itemsOfFile(symfonySecurityCheck, fixture('empty.json'))).toEqual(header)
  expect(await itemsOf(symfonySecurityCheck, '[]')).toEqual(header)
})

test('one advisory in all its fields', async () => {
  const items = await itemsOfFile(symfonySecurityCheck, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10050',
    title: 'CVE-2099-10050: Spout drips',
    severity: 'unknown',
    advisories: ['CVE-2099-10050'],
    component: {
      name: 'kettle/tea-pot',
      version: 'v3.4.16',
      purl: 'pkg:composer/kettle/tea-pot@v3.4.16',
    },
    references: ['https://kettle.example/cve-2099-10050'],
  })
})

test('every advisory is an observation or a problem', async () => {
  const items = await itemsOfFile(symfonySecurityCheck, fixture('many.json'))
  expect(observationsIn(items).map(({ rule }) => rule)).toEqual([
    'https://kettle.example/blog/lid',
    'CVE-2099-10051',
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/kettle~1lid/advisories/1'])
})

test.each(['[{}]', '{"a":1}', '{"a/b":{"version":"1"}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(symfonySecurityCheck, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first package', () => {
  const detect = (outline: unknown) => symfonySecurityCheck.detect({ syntax: 'json', head: '', outline })
  const advisories = [{ title: 'a', link: 'b', cve: '' }]
  expect(detect({ 'a/b': { version: '1', advisories } })).toBeGreaterThan(0.9)
  expect(detect({ ab: { version: '1', advisories } })).toBe(0)
  expect(detect({})).toBe(0)
  expect(detect([])).toBe(0)
})
