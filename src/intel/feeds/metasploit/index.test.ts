import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { metasploit } from './index.ts'

const read = (text: string) => itemsOf(metasploit, feedFile('modules.json', text))

test('a way to exploit each CVE id that a module names: ready to use, or a step towards it', async () => {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/modules.json'), 'utf8')
  const module = {
    type: 'exploit',
    maturity: 'weaponised',
    id: 'exploit/linux/http/example_gateway_rce',
    url: 'https://www.rapid7.com/db/modules/exploit/linux/http/example_gateway_rce/',
    name: 'Example Gateway Command Injection',
  }
  expect(await read(text)).toEqual([
    { ...module, cve: 'CVE-2026-10001' },
    { ...module, cve: 'CVE-2026-10002' },
    expect.objectContaining({ cve: 'CVE-2026-10002', maturity: 'poc' }),
    { type: 'problem', where: '/broken', message: 'this module is left out: it has no full name' },
  ])
})

test.for(['', '{}', '[]', '404: Not Found'])('refuses %j', async (text) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'unreadable_feed' })
})
