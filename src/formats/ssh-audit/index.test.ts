import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sshAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one weak algorithm in all its fields; good ones are none', async () => {
  const items = await itemsOfFile(sshAudit, fixture('one.json'))
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'ssh-audit', target: 'till.shop.example' },
    { type: 'asset', kind: 'host', name: 'till.shop.example', attributes: { ssh: 'TeaSSH_7.9' } },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'key:ssh-rsa',
    title: 'Host key ssh-rsa: using broken SHA-1 hash algorithm',
    description:
      'fail: using broken SHA-1 hash algorithm\nwarn: 2048-bit modulus is short\ninfo: available since TeaSSH 2.5.0\nKey size: 2048',
    severity: 'high',
    toolSeverity: 'fail',
    endpoint: { url: 'tcp://till.shop.example:2222' },
    resource: { address: 'till.shop.example:2222/tcp', type: 'service' },
    remediation: 'Remove it.',
  })
  expect(JSON.parse(raw)).toHaveProperty('key.0.algorithm', 'ssh-rsa')
})

test('several servers, each a target; CVEs of their software', async () => {
  const items = await itemsOfFile(sshAudit, fixture('many.json'))
  expect(headersIn(items).map(({ target }) => target)).toEqual(['192.0.2.30', '2001:db8::7'])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'kex:group14-sha256', severity: 'medium', remediation: 'Change it: increase modulus size.' },
    {
      rule: 'CVE-2099-10041',
      severity: 'high',
      cvss: [{ score: 7, version: '2.0' }],
      advisories: ['CVE-2099-10041'],
      resource: { address: '192.0.2.30:22/tcp' },
    },
    { rule: 'mac:hmac-sha1', resource: { address: '[2001:db8::7]:22/tcp' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', '""', '{"kex":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sshAudit, text)).rejects.toThrow(UnreadableReport)
})
