import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { kiuwanInsights } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one vulnerability in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(kiuwanInsights, fixture('one.json')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10001',
    title: 'CVE-2099-10001 in example.tea:tea-pot',
    description: 'Pots boil for ever.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [
      { score: 7.5, version: '3.0' },
      { score: 5, version: '2.0' },
    ],
    cwes: [835],
    advisories: ['CVE-2099-10001'],
    component: {
      name: 'example.tea:tea-pot',
      version: '1.4.1',
      purl: 'pkg:maven/example.tea/tea-pot@1.4.1',
    },
    epss: 0.1,
  })
})

test('one for each component, or for none; every element is an observation or a problem', async () => {
  const items = await itemsOfFile(kiuwanInsights, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { component: { name: 'cup' } },
    { component: { name: 'saucer' } },
    { rule: 'CVE-2099-10003', verdict: { state: 'accepted' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '""', ''])('refuses %j', async (text) => {
  await expect(itemsOf(kiuwanInsights, text)).rejects.toThrow(UnreadableReport)
})
