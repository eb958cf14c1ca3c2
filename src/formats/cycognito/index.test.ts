import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cycognito } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOf(cycognito, '[]')).toEqual([{ type: 'header', tool: 'CyCognito' }])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(cycognito, fixture('one.json'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'host', name: '192.0.2.7' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'WLD-O-1',
    title: 'Weak key exchange (SSH)',
    description: 'The server allows weak keys.',
    severity: 'medium',
    toolSeverity: 'medium',
    confidence: 'low',
    advisories: ['CVE-2099-4199'],
    endpoint: { url: 'tcp://192.0.2.7:22', request: 'curl x', evidence: 'group1-sha1' },
    controls: ['CIS:7.6', 'NIST-800-53:AC-17(2)', 'PCI-DSS:4.2'],
    references: ['https://docs.example/ssh', 'https://more.example'],
    remediation: 'Disable it.',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: [
      'Cryptographic Vulnerability',
      'OpenSSH',
      'shop',
      'asset: ip/192.0.2.7',
      'threat: Vulnerable Software',
      'ATT&CK: Credential Access: Sniffing',
      'score: 7.5',
      'investigation: uninvestigated',
    ],
  })
  expect(JSON.parse(raw)).toMatchObject({ id: 'issue/192.0.2.7-wld-o-1' })
})

test('other assets, what people decided, and what does not fit', async () => {
  const items = await itemsOfFile(cycognito, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { confidence: 'high', endpoint: { url: 'tcp://shop.example:443' }, verdict: { state: 'fixed' } },
    {
      confidence: 'medium',
      severity: 'unknown',
      endpoint: { url: 'https://shop.example/x' },
      verdict: { state: 'accepted', reason: 'fine', source: 'cycognito' },
    },
    { endpoint: { url: 'stock.example' }, verdict: { state: 'false_positive' } },
  ])
  expect(assetsIn(items).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'host shop.example',
    'service https://shop.example',
    'host stock.example',
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/3', '/4'])
})

test.each(['{}', '', '5'])('refuses %j', async (text) => {
  await expect(itemsOf(cycognito, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its issues', () => {
  const detect = (outline: unknown) => cycognito.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ affected_asset: '', issue_id: '', issue_status: '', investigation_status: '' }])).toBe(1)
  expect(detect([{ issue_id: '' }])).toBe(0)
  expect(detect([])).toBe(0)
})
