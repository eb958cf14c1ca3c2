import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apiClientOf } from '../../../test/api-client-of.ts'
import { type TestApp, testApp } from '../../../test/app.ts'
import { runHere } from '../gate/test-command-line.ts'

let it: TestApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stance-combinations-'))
  it = await testApp()
})
afterAll(async () => {
  await it.close()
  await rm(folder, { recursive: true, force: true })
})

const combinations = (...args: string[]) => runHere(['combinations', ...args], apiClientOf(it.app))

test('one that comes with Stance is copied, checked, tried, kept, changed, switched and deleted', async () => {
  const shown = (await combinations('show', 'shadow-open-endpoint')).stdout
  const path = join(folder, 'mine.yaml')
  await writeFile(path, shown.replace('shadow-open-endpoint', 'mine'))
  const checked = await combinations('check', path)
  expect(checked.stdout).toMatch(/^mine can be used: (\d+) of \1 examples come out as they say\.\n$/)
  expect((await combinations('dry-run', path)).stdout).toContain('mine would be found in 0 places')
  expect((await combinations('apply', path, '--note', 'first')).stdout).toBe(
    'mine is kept as revision 1. The estate is searched for it now.\n',
  )
  await writeFile(
    path,
    shown.replace('shadow-open-endpoint', 'mine').replace('severity: high', 'severity: low'),
  )
  expect(JSON.parse((await combinations('apply', path, '--note', 'second', '--json')).stdout)).toMatchObject({
    revision: 2,
  })
  expect((await combinations('history', 'mine')).stdout).toMatch(/^2 .*second\n1 .*first/)
  expect((await combinations('disable', 'mine')).stdout).toBe('mine is no longer searched for.\n')
  expect((await combinations()).stdout).toMatch(/low +no +mine /)
  expect((await combinations('enable', 'mine')).stdout).toBe('mine is searched for.\n')
  expect((await combinations('delete', 'mine')).stdout).toBe('mine is deleted.\n')
  expect((await combinations('history', 'mine')).stderr).toBe('')
})

test('mistakes are told with their place, and stop a script', async () => {
  const path = join(folder, 'wrong.yaml')
  await writeFile(
    path,
    'combination: wrong\ntitle: T\nseverity: high\ndescription: D\nfix: F\nchain: internet -> nowhere\non: 3\n',
  )
  const { stdout, code } = await combinations('check', path)
  expect(stdout).toContain(`${path}:6:8 `)
  expect(stdout).toContain('no kind “nowhere”')
  expect(code).not.toBe(0)
  expect((await combinations('apply', path)).stderr).toContain('cannot be used as a combination')
  expect((await combinations('show', 'nothing')).stderr).toContain('nothing')
})
