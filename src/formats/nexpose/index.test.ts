import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nexpose } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(nexpose, fixture('empty.xml'))).toEqual([{ type: 'header', tool: 'InsightVM' }])
})

test('one vulnerability in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(nexpose, fixture('one.xml'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'InsightVM',
    target: '192.0.2.7',
    producedAt: '2025-09-01T08:30:00.000Z',
  })
  expect(host).toEqual({
    type: 'asset',
    kind: 'host',
    name: '192.0.2.7',
    attributes: { names: 'shop.example', os: 'Acme AcmeOS 9', site: 'Shop' },
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'acmeweb-cve-2099-10021',
    title: 'AcmeWeb leaks files',
    description: 'AcmeWeb serves any file.\n- also keys',
    severity: 'high',
    toolSeverity: '8',
    confidence: 'high',
    cvss: [{ vector: 'AV:N/AC:L/Au:N/C:C/I:N/A:N', score: 7.8, version: '2.0' }],
    cwes: [22],
    advisories: ['CVE-2099-10021'],
    endpoint: { url: 'tcp://192.0.2.7:443', evidence: 'Read: /etc/passwd' },
    resource: { address: '192.0.2.7:443/tcp', type: 'service' },
    references: ['https://advisories.example/10021', 'https://exploits.example/1'],
    remediation: 'Update to 2.0.\nhttps://acme.example/2.0',
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['Web', 'exploit-available', 'BID:4711'],
    raw: expect.stringContaining('Acmeweb-CVE-2099-10021'),
  })
})

test('ports, programs, exceptions; each test is an observation, passed or a problem', async () => {
  const items = await itemsOfFile(nexpose, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'old-kernel', severity: 'medium', confidence: 'medium', description: 'Linux 2' },
    {
      rule: 'hidden',
      severity: 'unknown',
      confidence: 'low',
      verdict: { state: 'accepted', source: 'nexpose-exception' },
    },
    { rule: 'open-port', title: 'Port 22/tcp is open: SSH' },
    { rule: 'ssh-account', resource: { address: '192.0.2.8:22/tcp root' } },
    { rule: 'ssh-account', resource: { address: '192.0.2.8:22/tcp guest' } },
    { rule: 'open-port', title: 'Port 161/udp is open' },
  ])
  expect(items.filter(({ type }) => type === 'component')).toEqual([
    {
      type: 'component',
      ref: '192.0.2.8:22/tcp SSH',
      name: 'AcmeSSH',
      version: '7.4',
      supplier: 'Acme',
      componentType: 'application',
    },
  ])
  expect(problemsIn(items)).toHaveLength(2)
})

test.each(['<a/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(nexpose, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    nexpose.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('NexposeReport')).toBe(1)
  expect(detect('report')).toBe(0)
})
