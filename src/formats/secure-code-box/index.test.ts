import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { secureCodeBox } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list is a report of nothing, which anybody could have written', async () => {
  expect(await itemsOf(secureCodeBox, '[]')).toEqual([{ type: 'header', tool: 'secureCodeBox' }])
  expect(secureCodeBox.detect({ syntax: 'json', head: '[]', outline: [] })).toBe(0)
})

test('one finding in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(secureCodeBox, fixture('one.json')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? {}
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'till-session',
    title: 'Till answers without a session',
    description: 'The session cookie is not asked for.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cwes: [306],
    advisories: ['CVE-2099-10002'],
    endpoint: {
      url: 'https://till.example/open?drawer=1',
      request: 'GET /open?drawer=1 HTTP/1.1',
      response: 'HTTP/1.1 200 OK',
    },
    references: ['https://advisories.example/till'],
    remediation: 'Ask for the session.',
    seenAt: '2026-11-02T08:30:00.000Z',
    tool: 'nuclei',
    tags: ['till-without-session', 'till'],
  })
})

test('what the scanners that it brings along say', async () => {
  const items = await itemsOfFile(secureCodeBox, fixture('many.json'))
  const found = observationsIn(items)
  expect(found).toMatchObject([
    { kind: 'runtime', rule: 'open-port', title: 'Port 443/tcp is open: https', description: 'nginx 1.25.1' },
    {
      kind: 'container',
      rule: 'CVE-2099-10003',
      severity: 'high',
      advisories: ['CVE-2099-10003'],
      component: { name: 'libtill', version: '1.1-r0', fixVersions: ['1.1-r2'] },
      resource: { address: 'registry.example/till:1.0' },
      references: ['https://nvd.nist.gov/vuln/detail/CVE-2099-10003', 'https://advisories.example/libtill'],
    },
    {
      kind: 'secret',
      rule: 'till-token',
      secret: 'till_9d27c6f1e0a84b35',
      location: { path: 'config/till.yaml', line: 7 },
    },
    {
      kind: 'code',
      rule: 'python.lang.security.audit.eval-detected',
      cwes: [95],
      location: { path: 'till/app.py', line: 12, endLine: 14 },
      verdict: { state: 'false_positive' },
    },
    {
      kind: 'web',
      rule: '10038',
      confidence: 'high',
      cwes: [693],
      endpoint: { url: 'http://till.example/menu', method: 'GET' },
      remediation: 'Set the header.',
    },
    { kind: 'runtime', rule: 'FTP', endpoint: { url: 'ftp://till.example:21' } },
  ])
  const { secret, ...secretFree } = found[2] ?? {}
  expect(JSON.stringify(secretFree)).not.toContain(secret)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/6'])
})

test.each(['{}', '{"results":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(secureCodeBox, text)).rejects.toThrow(UnreadableReport)
})
