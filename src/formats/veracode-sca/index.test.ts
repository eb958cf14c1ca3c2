import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { veracodeSca } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(veracodeSca, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10001',
    title: 'Arbitrary Code Execution in example.tea:tea-pot',
    severity: 'high',
    toolSeverity: '8.8',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H', score: 8.8, version: '3.1' },
      { vector: 'AV:L/AC:L/Au:S/C:P/I:P/A:P', score: 4.3, version: '2.0' },
    ],
    cwes: [665],
    advisories: ['CVE-2099-10001', 'SRCCLR-SID-36527'],
    component: {
      name: 'example.tea:tea-pot',
      version: '1.4.1',
      purl: 'pkg:maven/example.tea/tea-pot@1.4.1',
      direct: true,
    },
    references: ['https://sca.example/issues/1'],
    fingerprints: { issue: '00000000-3ed9-45c8-b77a-ead759fb5e2c' },
    reachability: { level: 'called', evidence: 'Veracode SCA: vulnerable method' },
    seenAt: '2025-09-01T08:30:00.924Z',
    tags: ['project:shop', 'branch:main'],
  })
  expect(JSON.parse(raw)).toHaveProperty('vulnerability.id', '36527')
})

test('the exported table; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(veracodeSca, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CVE-2099-10002',
      severity: 'medium',
      cvss: [{ score: 6.4 }],
      component: {
        purl: 'pkg:maven/example.tea/cup@1.11.951',
        direct: false,
        fixVersions: ['1.12.0'],
      },
      verdict: { state: 'accepted' },
    },
    {
      kind: 'license',
      rule: 'license:GPL-3.0',
      severity: 'high',
      component: { purl: 'pkg:npm/saucer@0.1', direct: true },
      verdict: { state: 'fixed' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['{}', '{"_embedded":{}}', 'a,b\n1,2\n'])('refuses %j', async (text) => {
  await expect(itemsOf(veracodeSca, text)).rejects.toThrow(UnreadableReport)
})
