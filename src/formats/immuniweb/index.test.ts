import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { immuniweb } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('reports of nothing have a header and nothing else', async () => {
  expect(await itemsOf(immuniweb, '<Vulnerabilities/>')).toEqual([{ type: 'header', tool: 'ImmuniWeb' }])
  expect(await itemsOfFile(immuniweb, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'ImmuniWeb Discovery' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(immuniweb, fixture('one.xml'))
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://shop.example' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Code Injection',
    title: 'Code Injection in /cart',
    description: 'Code is run from the "amount" HTTP POST parameter.',
    severity: 'critical',
    toolSeverity: 'CRITICAL',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.0' }],
    cwes: [94],
    advisories: ['CVE-2099-6001'],
    endpoint: {
      url: 'https://shop.example/cart',
      method: 'POST',
      parameter: 'amount',
      request: 'POST /cart HTTP/1.1\nHost: shop.example\n\namount=1',
    },
    references: ['https://docs.example/filter'],
    remediation: 'Filter input, see https://docs.example/filter.',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['status: new'],
  })
  expect(raw).toContain('<ID>65/46</ID>')
})

test.each([
  ['fixed', 'fixed'],
  ['false positive', 'false_positive'],
  ['risk accepted', 'accepted'],
])('status %s is %s', async (status, state) => {
  const xml = `<Vulnerabilities><Vulnerability><Type>a</Type><Status>${status}</Status><PoC>open it</PoC></Vulnerability><Vulnerability/></Vulnerabilities>`
  const items = await itemsOf(immuniweb, xml)
  expect(observationsIn(items)).toMatchObject([{ severity: 'unknown', verdict: { state } }])
  expect(problemsIn(items)).toHaveLength(1)
})

test('Discovery: assets, advice on them, ports, and incidents', async () => {
  const items = await itemsOfFile(immuniweb, fixture('many.json'))
  expect(assetsIn(items).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'host shop.example',
    'host 192.0.2.7',
    'repository https://192.0.2.7/.git/',
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Configure SPF for the domain',
      endpoint: { url: 'https://shop.example', evidence: 'A: 192.0.2.7\nSPF: SPF record is missing.' },
      references: ['https://docs.example/spf'],
    },
    {
      rule: 'open-port',
      severity: 'info',
      endpoint: { url: 'tcp://192.0.2.7:80', evidence: 'HTTP/1.1 200 OK' },
    },
    { rule: 'A repository is public', endpoint: { url: 'https://192.0.2.7/.git/' } },
    { kind: 'data', rule: 'Stolen Credentials', title: 'Stolen Credentials: Big leak' },
    { kind: 'secret', title: 'Stolen Credentials: ann@shop.example', secret: 'sesame-4711' },
    { kind: 'data', title: 'Stolen Credentials: bob@shop.example' },
    { kind: 'data', rule: 'Phishing' },
  ])
  expect(JSON.stringify(observationsIn(items)[3])).not.toContain('sesame')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/webapps/0', '/webapps/1'])
})

test.each(['{}', '[]', '<report/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(immuniweb, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its elements', () => {
  const xml = (head: string) =>
    immuniweb.detect({
      syntax: 'xml',
      head,
      root: { name: 'Vulnerabilities', namespace: '', attributes: {} },
    })
  const json = (outline: unknown) => immuniweb.detect({ syntax: 'json', head: '', outline })
  expect(xml('<Vulnerabilities><Vulnerability><CVSSv3>')).toBe(1)
  expect(xml('<Vulnerabilities><Vulnerability><Severity>')).toBe(0)
  expect(json({ webapps: [{ id: '1', section: 'webapps', tab: 'webapps', lastupdatedt: '' }] })).toBe(1)
  expect(json({ webapps: [] })).toBe(0)
})
