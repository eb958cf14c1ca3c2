import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { composerAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(composerAudit, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Composer audit' },
  ])
})

test('one advisory in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(composerAudit, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10001',
    title: 'Lids may run scripts',
    description: 'Affected versions: >=1.0,<1.4.2|>=2.0,<2.0.1',
    severity: 'medium',
    toolSeverity: 'medium',
    advisories: ['CVE-2099-10001', 'GHSA-2c2c-3f3f-4g4g', 'PKSA-aaaa-bbbb-cccc'],
    component: {
      name: 'shop/tea-pot',
      purl: 'pkg:composer/shop/tea-pot',
      fixVersions: ['1.4.2', '2.0.1'],
    },
    references: ['https://advisories.example/7'],
    tags: ['source:GitHub', 'reported:2025-09-01'],
  })
  expect(JSON.parse(raw)).toHaveProperty('advisoryId', 'PKSA-aaaa-bbbb-cccc')
})

test('without a rating, ignored and abandoned; every element is an observation or a problem', async () => {
  const items = await itemsOfFile(composerAudit, fixture('many.json'))
  const [unrated, ignored, replaced, alone] = observationsIn(items)
  expect(unrated).toMatchObject({
    rule: 'GHSA-3f3f-4g4g-5h5h',
    severity: 'unknown',
    advisories: ['GHSA-3f3f-4g4g-5h5h', 'PKSA-aaaa-bbbb-dddd'],
  })
  expect(unrated?.component).not.toHaveProperty('fixVersions')
  expect(ignored?.verdict).toEqual({
    state: 'accepted',
    reason: 'no saucers are stacked here',
    source: 'composer-ignore',
  })
  expect(replaced).toMatchObject({
    rule: 'abandoned',
    component: { purl: 'pkg:composer/shop/kettle' },
    remediation: 'Use shop/boiler instead.',
  })
  expect(alone).not.toHaveProperty('remediation')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/advisories/shop~1cup/0'])
})

test.each(['{}', '[]', '{"advisories":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(composerAudit, text)).rejects.toThrow(UnreadableReport)
})
