import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation, ingest, testAsset } from '../../../test/ingest.ts'
import { runHere } from '../gate/test-command-line.ts'

let it: TestApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stance-policy-'))
  it = await testApp()
  await ingest(it.pool, { asset: await testAsset(it.pool, 'shop'), items: [codeObservation()] })
})
afterAll(async () => {
  await it.close()
  await rm(folder, { recursive: true, force: true })
})

const policy = (...args: string[]) => runHere(['policy', ...args], apiClientOf(it.app))
const json = async (...args: string[]) => JSON.parse((await policy(...args, '--json')).stdout)
const file = async (text: string): Promise<string> => {
  const path = join(folder, 'mine.yaml')
  await writeFile(path, text)
  return path
}
const TEXT =
  'policy: mine\nversion: 1\nrules: [{ id: r, when: finding.severity == "high", then: { rank: 7, tag: mine } }]\n'

test('a policy is tried, kept, changed, switched and looked back on', async () => {
  const path = await file(TEXT)
  expect((await policy('dry-run', path, '--asset', 'shop')).stdout).toMatch(
    /1 of 1 open finding would change[\s\S]*1 rank higher[\s\S]*1 are tagged[\s\S]*SQL injection \(shop/,
  )
  expect(await json('apply', path, '--asset', 'shop', '--note', 'first')).toMatchObject({
    name: 'mine',
    revision: 1,
    scope: { kind: 'asset', name: 'shop' },
  })
  await file(TEXT.replace('version: 1', 'version: 2'))
  expect(await json('apply', path, '--note', 'second')).toMatchObject({
    revision: 2,
    scope: { name: 'shop' },
  })
  await file(TEXT.replace('version: 1', 'version: 3').replace('tag: mine', 'assign: jo@nowhere.example'))
  expect((await policy('apply', path)).stdout).toMatch(
    /revision 3, for shop[\s\S]*! .*mine\.yaml:3:\d+ nobody here has the address jo@nowhere\.example/,
  )
  expect((await policy('list')).stdout).toMatch(/mine +yes +stored +shop/)
  await file(TEXT.replace('version: 1', 'version: 2'))
  await policy('apply', path, '--note', 'second')
  expect((await policy('show', 'mine')).stdout).toContain('version: 2')
  expect((await policy('history', 'mine')).stdout).toMatch(/^4 .*second\n3 .*\n2 .*second\n1 .*first/)
  expect((await policy('disable', 'mine')).stdout).toBe('mine is out of force.\n')
  expect((await policy('list')).stdout).toMatch(/mine +no +stored +shop/)
  expect((await policy('enable', 'kev-within-14-days')).stdout).toBe('kev-within-14-days is in force.\n')
  expect((await policy('conflicts')).stdout).toBe('No rules contradict each other.\n')
})

test('mistakes name what there is not', async () => {
  const path = await file(TEXT)
  expect((await policy('apply', path, '--team', 'nobody')).stderr).toContain('There is no team nobody')
  expect((await policy('enable', 'nothing')).stderr).toContain('There is no policy nothing')
  expect((await policy('apply', path, '--team', 'a', '--asset', 'b')).stderr).toContain('one of --asset')
  expect((await policy('apply', await file('policy: x'))).stderr).toMatch(/cannot be used as a policy/)
})
