import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dependencyTrack } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty package has a header and its project, also without the list', async () => {
  const header = {
    type: 'header',
    tool: 'Dependency-Track',
    toolVersion: '4.10.1',
    target: 'shop',
    producedAt: '2025-09-01T08:30:00.000Z',
  }
  expect(await itemsOfFile(dependencyTrack, fixture('empty.json'))).toEqual([
    header,
    {
      type: 'component',
      ref: 'd0646cf1-2415-4edd-a787-3c11d04f983d',
      name: 'shop',
      version: '1.0',
      componentType: 'application',
      root: true,
    },
  ])
  const bare = '{"meta":{"application":"Dependency-Track"},"project":{}}'
  expect(await itemsOf(dependencyTrack, bare)).toEqual([{ type: 'header', tool: 'Dependency-Track' }])
})

test('one finding in all its fields', async () => {
  const items = await itemsOfFile(dependencyTrack, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10140',
    title: 'Spout drips',
    description: 'tea-pot\n\nIt drips.',
    severity: 'critical',
    toolSeverity: 'CRITICAL',
    cvss: [
      {
        vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:H',
        score: 9.2,
        version: '4.0',
        source: 'NVD',
      },
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1', source: 'NVD' },
    ],
    cwes: [1333, 400],
    advisories: ['CVE-2099-10140', 'GHSA-2c2c-3f3f-4g4g', 'MAL-2099-1'],
    component: {
      name: '@kettle/tea-pot',
      version: '2.3.0',
      purl: 'pkg:npm/%40kettle/tea-pot@2.3.0',
      scope: 'runtime',
    },
    references: ['https://kettle.example/140', 'https://index.example/1'],
    remediation: 'Update to 2.4.0.',
    epss: 0.0002,
    verdict: {
      state: 'false_positive',
      reason: 'NOT_AFFECTED; CODE_NOT_REACHABLE',
      source: 'dependency-track-analysis',
    },
    seenAt: '2025-08-07T23:55:09.748Z',
    tags: ['NVD', 'OSSINDEX_ANALYZER', 'latest:2.4.0'],
  })
})

test('the list of the API: every finding is an observation or a problem', async () => {
  const items = await itemsOfFile(dependencyTrack, fixture('many.json'))
  const [lid, steam, cup] = observationsIn(items)
  expect(lid).toMatchObject({
    rule: '9533',
    advisories: ['NPM-9533'],
    severity: 'unknown',
    title: '9533 in lid',
  })
  expect(lid).not.toHaveProperty('verdict')
  expect(steam).toMatchObject({
    title: 'Hot',
    component: { name: 'kettle/steam' },
    verdict: { state: 'accepted' },
  })
  expect(cup).toMatchObject({ verdict: { state: 'open', reason: 'EXPLOITABLE; seen it' } })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '{"findings":[]}', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dependencyTrack, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its application or its findings', () => {
  const detect = (outline: unknown) => dependencyTrack.detect({ syntax: 'json', head: '', outline })
  expect(detect({ meta: { application: 'Dependency-Track' } })).toBe(1)
  expect(detect([{ component: { uuid: 'a' }, vulnerability: { vulnId: 'b' }, matrix: 'c' }])).toBe(1)
  expect(detect({ findings: [] })).toBe(0)
  expect(detect([])).toBe(0)
})
