import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { neuvector } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(neuvector, fixture('one.json'))
  expect(assetsIn(items)).toMatchObject([{ name: 'registry.example/shop/api', attributes: { tag: '1.0' } }])
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
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.1' },
      { vector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P', score: 7.5, version: '2.0' },
    ],
    advisories: ['CVE-2099-10170'],
    component: { name: 'kettle', version: '7.2_p2-r0', fixVersions: ['7.2_p3-r0'] },
    references: ['https://advisories.example/7'],
    tags: ['feed-rating:Moderate', 'base-image'],
  })
  expect(JSON.parse(raw)).toHaveProperty('score', 7.5)
})

test('unrated ones, checks and secrets; every element is an observation or a problem', async () => {
  const items = await itemsOfFile(neuvector, fixture('many.json'))
  const [unrated, check, secret] = observationsIn(items)
  expect(unrated).toMatchObject({ kind: 'dependency', component: { path: 'srv/app/package.json' } })
  expect(unrated).not.toHaveProperty('cvss')
  expect(check).toMatchObject({ kind: 'config', rule: 'I.4.1', severity: 'medium', remediation: 'Set it.' })
  expect(secret).toMatchObject({ kind: 'secret', rule: 'Password', location: { path: 'srv/app/.env' } })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/report/vulnerabilities/1'])
})

test('a benchmark gives what did not pass', async () => {
  const items = await itemsOfFile(neuvector, fixture('benchmark.json'))
  expect(headersIn(items)).toMatchObject([{ producedAt: '2025-09-01T08:30:00.000Z' }])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'D.1.1.11', title: 'Ensure auditing is configured', tags: ['docker', 'host', 'Level 1', 'GDPR'] },
  ])
})

test.each(['{}', '[]', '{"report":{}}', '{"items":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(neuvector, text)).rejects.toThrow(UnreadableReport)
})
