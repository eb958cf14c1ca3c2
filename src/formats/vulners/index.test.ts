import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { vulners } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(vulners, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Vulners' }])
})

test('one result in all its fields, with what the report tells of the flaw', async () => {
  expect(await itemsOfFile(vulners, fixture('one.json'))).toStrictEqual([
    { type: 'header', tool: 'Vulners', target: 'shop.example' },
    {
      type: 'asset',
      kind: 'host',
      name: 'shop.example',
      attributes: { ip: '192.0.2.7', fqdn: 'shop.example' },
    },
    {
      type: 'observation',
      kind: 'runtime',
      rule: 'RHSA-2099:2285',
      title: 'Important: libshop security update',
      description: 'libshop reads too far.',
      severity: 'high',
      toolSeverity: 'high',
      cvss: [{ vector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P', score: 7.5, version: '2.0' }],
      advisories: ['RHSA-2099:2285', 'CVE-2099-10021'],
      resource: { address: 'shop.example', type: 'host' },
      references: ['https://access.example/RHSA-2099:2285'],
      remediation: 'sudo yum -y update libshop',
      tags: ['redhat'],
      raw: expect.stringContaining('"scanid": "s1"'),
    },
  ])
})

test('each result is an observation or a problem', async () => {
  const items = await itemsOfFile(vulners, fixture('many.json'))
  const [usn, acme] = observationsIn(items)
  expect(usn).toMatchObject({
    title: 'USN-3400-1',
    severity: 'critical',
    toolSeverity: '9.1',
    resource: { address: '192.0.2.8' },
  })
  expect(acme).toMatchObject({ severity: 'unknown', toolSeverity: 'odd', advisories: ['ACME-1'] })
  expect(acme).not.toHaveProperty('resource')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/report/2'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(vulners, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its envelope', () => {
  const detect = (outline: unknown) => vulners.detect({ syntax: 'json', head: '', outline })
  expect(detect({ result: 'OK', data: { report: [], vulns: {} } })).toBe(0.95)
  expect(detect({ result: 'OK', data: {} })).toBe(0)
})
