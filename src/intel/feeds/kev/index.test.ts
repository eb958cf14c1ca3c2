import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { kev } from './index.ts'

const FIXTURE = readFileSync(join(import.meta.dirname, 'fixtures/catalogue.json'), 'utf8')
const read = (text: string) => itemsOf(kev, feedFile('kev.json', text))

test('what is exploited, since when, until when it must be fixed, and whether by ransomware', async () => {
  expect(await read(FIXTURE)).toEqual([
    { type: 'as-of', day: '2026-03-02', version: '2026.03.02' },
    {
      type: 'known-exploited',
      cve: 'CVE-2026-10001',
      added: '2026-03-02',
      due: '2026-03-23',
      ransomware: true,
      name: 'Example Gateway Command Injection Vulnerability',
      action: 'Update, or take it off the network.',
    },
    {
      type: 'known-exploited',
      cve: 'CVE-2026-10002',
      added: '2026-02-28',
      ransomware: false,
      name: 'Example Mailer Path Traversal Vulnerability',
    },
    {
      type: 'problem',
      where: '/vulnerabilities/2',
      message: 'this entry is left out: it lacks a CVE id or the day it was added',
    },
  ])
})

test('an entry that is missing is told by the count', async () => {
  expect((await read(FIXTURE.replace('"count": 3', '"count": 4'))).at(-1)).toMatchObject({
    type: 'problem',
    where: '/count',
  })
})

test.for(['', '[]', '{"vulnerabilities": {}}', '<html>'])('refuses %j', async (text) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'unreadable_feed' })
})

test('refuses what is cut short', async () => {
  for (const end of [0.2, 0.5, 0.9].map((part) => Math.floor(part * FIXTURE.length)))
    await expect(read(FIXTURE.slice(0, end))).rejects.toMatchObject({ code: 'unreadable_feed' })
})
