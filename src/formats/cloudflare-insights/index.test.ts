import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cloudflareInsights } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(cloudflareInsights, fixture(name))
const header = { type: 'header', tool: 'Cloudflare Security Center' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(cloudflareInsights, '{"result":{"issues":[]}}')).toEqual([header])
})

test('one insight in all its fields', async () => {
  const [first, claim, observation, ...others] = await itemsIn('one.json')
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(claim).toEqual({ type: 'asset', kind: 'host', name: 'shop.example' })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'security_txt_not_enabled',
    title: 'Security txt not enabled',
    severity: 'low',
    toolSeverity: 'Low',
    resource: { address: 'shop.example', type: 'domain', provider: 'cloudflare' },
    references: ['https://dash.example/zone'],
    remediation: 'Turn it on.',
    fingerprints: { cloudflare: '1-a' },
    seenAt: '2025-09-01T06:30:00.712Z',
    tags: ['configuration_suggestion'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('dismissed, resolved and wrong insights carry a verdict; all is an observation or a problem', async () => {
  const items = await itemsIn('many.json')
  expect(observationsIn(items).map(({ severity, verdict }) => [severity, verdict?.state])).toEqual([
    ['medium', 'accepted'],
    ['critical', 'fixed'],
    ['low', 'false_positive'],
  ])
  expect(observationsIn(items)[1]?.title).toBe('Dangling a record')
  expect(assetsIn(items)).toHaveLength(2)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/result/issues/3'])
})

test('the table of the dashboard', async () => {
  const [observation] = observationsIn(await itemsIn('table.csv'))
  expect(observation).toMatchObject({ rule: 'users_without_mfa', severity: 'critical' })
  expect(observation).not.toHaveProperty('verdict')
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cloudflareInsights, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its class, type and subject', () => {
  const detect = (outline: unknown) => cloudflareInsights.detect({ syntax: 'json', head: '', outline })
  const insight = { issue_class: 'a', issue_type: 'b', subject: 'c' }
  expect(detect([insight])).toBe(1)
  expect(detect({ result: { issues: [insight] } })).toBe(1)
  expect(detect([{ issue_type: 'b', subject: 'c' }])).toBe(0)
  expect(cloudflareInsights.detect({ syntax: 'csv', head: '', columns: ['issue_class', 'subject'] })).toBe(0)
})
