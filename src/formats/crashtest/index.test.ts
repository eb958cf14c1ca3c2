import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { crashtest } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a clean scan has a header', async () => {
  expect(await itemsOfFile(crashtest, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Crashtest Security' },
  ])
})

test('one finding in all its fields, with what its description says', async () => {
  const items = await itemsOfFile(crashtest, fixture('one.json'))
  expect(assetsIn(items)).toMatchObject([{ kind: 'service', name: 'https://shop.example' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  const information =
    'Found command injection in parameter "ip" with method "post" for URL "https://shop.example/ping/", with payload "; echo tea"'
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'command-injection',
    title: 'Command Injection',
    description: `${information}\n\nInput becomes a command (CWE-78).`,
    severity: 'critical',
    toolSeverity: '9.8',
    cvss: [{ score: 9.8, version: '3.0' }],
    cwes: [78],
    endpoint: { url: 'https://shop.example/ping/', method: 'POST', parameter: 'ip', evidence: '; echo tea' },
    references: ['https://tea.example/owasp', 'https://tea.example/fix'],
    remediation: 'Start programs without a shell.',
    seenAt: '2026-03-04T22:29:41.770Z',
  })
  expect(JSON.parse(raw)).toHaveProperty('service_type', 'commandinjection')
})

test('every finding and every CVE of it; the data may stand alone', async () => {
  const items = await itemsOfFile(crashtest, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'fingerprint-server', severity: 'unknown', component: { name: 'PHP', version: '5.5.9' } },
    {
      kind: 'dependency',
      rule: 'CVE-2099-4072',
      severity: 'high',
      cvss: [{ vector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P', score: 7.5, version: '2.0' }],
      advisories: ['CVE-2099-4072'],
      component: { name: 'PHP', version: '5.5.9' },
    },
    { kind: 'runtime', title: 'Found open port "80/tcp" with service name "Apache httpd"' },
    {
      endpoint: {
        url: 'https://shop.example/orders/',
        method: 'GET',
        parameter: 'id',
        evidence: "id=1' AND 1=1",
      },
    },
    { rule: 'xss', endpoint: { url: 'shop.example/search/', parameter: 'q', evidence: '<svg>' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/descriptions/0',
    '/findings/fingerprinting/0/cve_findings/1',
    '/findings/xss/1',
  ])
})

test.each(['{}', '[]', '{"findings":7}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(crashtest, text)).rejects.toThrow(UnreadableReport)
})
