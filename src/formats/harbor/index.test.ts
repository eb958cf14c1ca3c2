import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { harbor } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(harbor, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Clair', toolVersion: '2.x', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(harbor, fixture('one.json'))
  expect(items[0]).toMatchObject({ tool: 'Trivy', toolVersion: 'v0.44.0', target: 'shop/api' })
  expect(assetsIn(items)).toMatchObject([
    { kind: 'container-image', name: 'shop/api', attributes: { tag: '1.0' } },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10170',
    title: 'CVE-2099-10170 in kettle',
    description: 'The spout drips.',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [
      { vector: 'CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H', score: 7.8, version: '3.1', source: 'nvd' },
      { vector: 'AV:N/AC:M/Au:N/C:P/I:P/A:P', score: 6.8, version: '2.0', source: 'nvd' },
    ],
    cwes: [125],
    advisories: ['CVE-2099-10170'],
    component: { name: 'kettle', version: '1.1.1k-r0', fixVersions: ['1.1.1l-r0'] },
    references: ['https://advisories.example/cve-2099-10170'],
    tags: ['sha256:1111222233334444555566667777888899990000aaaabbbbccccddddeeeeffff'],
  })
  expect(JSON.parse(raw)).toHaveProperty('package', 'kettle')
})

test('without the media type around it; every element is an observation or a problem', async () => {
  const items = await itemsOfFile(harbor, fixture('many.json'))
  const [lid, spout] = observationsIn(items)
  expect(lid).toMatchObject({ severity: 'info', toolSeverity: 'Negligible' })
  expect(lid?.component).not.toHaveProperty('fixVersions')
  expect(spout?.cvss).toEqual([{ score: 9.1, version: '3.0' }])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/vulnerabilities/2'])
})

test.each(['{}', '[]', '{"scanner":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(harbor, text)).rejects.toThrow(UnreadableReport)
})
