import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { riskRecon } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(riskRecon, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'RiskRecon' }])
})

test('one finding in all its fields', async () => {
  expect(await itemsOfFile(riskRecon, fixture('one.json'))).toStrictEqual([
    { type: 'header', tool: 'RiskRecon', target: 'shop.example' },
    {
      type: 'asset',
      kind: 'host',
      name: 'shop.example',
      attributes: { ip: '192.0.2.7', domain: 'shop.example', hosting: 'acmehost', vendor: 'Acme' },
    },
    {
      type: 'observation',
      kind: 'runtime',
      rule: 'eol_web_server',
      title: 'AcmeWeb is old',
      description: 'Old software is not patched.\n\nAcmeWeb 1.9 (CVE-2099-10021)\n\nFound: AcmeWeb/1.9',
      severity: 'high',
      toolSeverity: 'high',
      advisories: ['CVE-2099-10021'],
      resource: { address: 'shop.example', type: 'host' },
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: ['software_patching', 'patching_web_server', 'web', 'asset-value:medium', 'priority:3'],
      raw: expect.stringContaining('"f1"'),
    },
  ])
})

test('each finding is an observation, a passed check or a problem', async () => {
  const items = await itemsOfFile(riskRecon, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { kind: 'config', rule: 'encryption_subject', verdict: { state: 'false_positive', source: 'riskrecon' } },
    { title: 'shared_hosting', resource: { address: '192.0.2.8' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/findings/3'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(riskRecon, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first finding', () => {
  const detect = (outline: unknown) => riskRecon.detect({ syntax: 'json', head: '', outline })
  const finding = { finding_id: 'a', security_domain: 'b', security_criteria: 'c', host_name: 'd' }
  expect(detect({ findings: [finding] })).toBe(1)
  expect(detect({ findings: [{ finding_id: 'a' }] })).toBe(0)
  expect(detect({ api_key: 'bad', filters: {} })).toBe(0)
})
