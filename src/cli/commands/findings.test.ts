import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { type TestApp, testApp } from '../../../test/app.ts'
import { testAsset } from '../../../test/ingest.ts'
import { remoteClient } from '../api-client.ts'
import { messageOf } from '../exit-code.ts'
import { runHere } from '../gate/test-command-line.ts'

let it: TestApp
let shop = ''
beforeAll(async () => {
  it = await testApp()
  shop = await testAsset(it.pool, 'shop')
})
afterAll(() => it.close())

const findings = (...args: string[]) => runHere(['findings', ...args], apiClientOf(it.app))
const NOBODY = '01a22365-edc9-7391-b8b3-8632af599385'

test('a mistyped name or id is no “no findings”', async () => {
  for (const there of [
    ['--asset', 'shop'],
    ['--asset', shop],
    ['--application', 'none'],
  ])
    expect(await findings(...there)).toMatchObject({ code: 0, stdout: 'No findings.\n' })
  for (const [option, what, name] of [
    ['--asset', 'asset', 'shpo'],
    ['--asset', 'asset', NOBODY],
    ['--application', 'application', 'shop'],
  ] as const)
    expect(await findings(option, name)).toEqual({
      code: 1,
      stdout: '',
      stderr: `stance: There is no ${what} ${name}. Check the name or id.\n`,
    })
})

test('what is wrong with an option is said by its name', async () => {
  const { code, stderr } = await findings('--severity', 'huge')
  expect(code).toBe(2)
  expect(stderr).toMatch(/^stance: --severity: .*"critical"\|"high"/)
})

test('without a token the command says where one comes from', async () => {
  const server = createServer((_, answer) => answer.writeHead(401).end('{}')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = remoteClient(`http://127.0.0.1:${port}`, undefined)
  await expect(client.request({ path: '/findings' })).rejects.toThrow(/set STANCE_TOKEN/)
  server.close()
})

test('a file that cannot be opened is named with the reason', () => {
  const error = Object.assign(new Error('ENOENT: …'), { code: 'ENOENT', path: '/nowhere/x.zip' })
  expect(messageOf(error)).toBe('/nowhere/x.zip: there is no such file or folder.')
})
