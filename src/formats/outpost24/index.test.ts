import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { outpost24 } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one weakness in all its fields', async () => {
  const items = await itemsOfFile(outpost24, fixture('one.xml'))
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'host',
      name: '192.0.2.30',
      attributes: { name: 'till.shop.example', os: 'Linux' },
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: '1377090',
    title: 'Kettle is old',
    description: 'The spout drips.\n\nVersion 1.1.0 was seen.',
    severity: 'medium',
    toolSeverity: '2',
    cvss: [
      { vector: 'CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H', score: 7.5, version: '3.0' },
      { vector: 'AV:N/AC:H/Au:N/C:P/I:P/A:P', score: 5.1, version: '2.0' },
    ],
    advisories: ['CVE-2099-10170'],
    endpoint: { url: 'tcp://192.0.2.30:443' },
    resource: { address: '192.0.2.30:443/tcp', type: 'service' },
    references: ['https://kettle.example/7'],
    remediation: 'Upgrade to 1.1.1.',
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['web', 'Kettle', 'Update'],
  })
  expect(raw).toContain('<id>1377090</id>')
})

test('several CVEs, false positives; every detail is an observation or a problem', async () => {
  const items = await itemsOfFile(outpost24, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'critical',
      advisories: ['CVE-2099-10171', 'CVE-2099-10172'],
      resource: { address: '192.0.2.31', type: 'host' },
      verdict: { state: 'false_positive' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/main/detaillist[1]/detail[2]'])
})

test.each(['', '<a/>', 'text'])('refuses %j', async (text) => {
  await expect(itemsOf(outpost24, text)).rejects.toThrow(UnreadableReport)
})
