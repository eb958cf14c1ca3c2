import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { firmwalker } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(firmwalker, fixture('empty.txt'))).toEqual([
    { type: 'header', tool: 'Firmwalker', target: '/fw/' },
  ])
})

test('one file in all its fields', async () => {
  expect(observationsIn(await itemsOfFile(firmwalker, fixture('one.txt')))).toStrictEqual([
    {
      type: 'observation',
      kind: 'config',
      rule: 'password files:passwd',
      title: 'Password files: passwd',
      severity: 'unknown',
      location: { path: 'etc/passwd' },
      raw: '/etc/passwd',
    },
  ])
})

test('each line is an observation', async () => {
  expect(observationsIn(await itemsOfFile(firmwalker, fixture('many.txt')))).toMatchObject([
    {
      kind: 'secret',
      rule: 'Unix-MD5 hashes',
      secret: '$1$sesame47$11aaaabbbbccccdddd0000',
      location: { path: 'etc/shadow' },
    },
    { rule: 'etc/ssl directory', severity: 'info', location: { path: 'etc/ssl/cert.pem' } },
    {
      kind: 'secret',
      rule: 'SSH related files:id_rsa',
      severity: 'unknown',
      location: { path: 'home/clerk/.ssh/id_rsa' },
    },
    { rule: 'patterns in files:admin', severity: 'info', location: { path: 'etc/passwd' } },
    { rule: 'web servers:httpd', severity: 'info', location: { path: 'usr/sbin/httpd' } },
    { rule: 'ip addresses', resource: { address: '192.0.2.7', type: 'ip address' } },
    { rule: 'urls', endpoint: { url: 'https://updates.example' } },
    { rule: 'emails', resource: { address: 'clerk@shop.example', type: 'email' } },
  ])
})

test.each(['', '{}', 'hello\n***Firmware Directory***\n/fw/\n'])('refuses %j', async (text) => {
  await expect(itemsOf(firmwalker, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first line', () => {
  const detect = (head: string) => firmwalker.detect({ syntax: 'text', head })
  expect(detect('***Firmware Directory***\n/fw/')).toBe(1)
  expect(detect('***Other***')).toBe(0)
})
