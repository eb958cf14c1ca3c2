import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ended, environment, removeFolder, running, stance, temporaryFolder } from '../stance.ts'

const EXAMPLES = join(import.meta.dirname, '../../examples/mappings')
const example = (name: string) => join(EXAMPLES, name)

let data: string
let folder: string
let env: NodeJS.ProcessEnv
beforeAll(async () => {
  data = await temporaryFolder()
  folder = await temporaryFolder()
  env = environment(data)
})
afterAll(async () => {
  await removeFolder(data)
  await removeFolder(folder)
})

const run = (...args: string[]): Promise<Ended> => stance(env, ...args)
async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await run(...args, '--json')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return JSON.parse(stdout) as T
}

describe('without any database', () => {
  test.each([
    ['casb', 'casb.json', 4],
    ['sspm', 'sspm.csv', 5],
    ['dspm', 'dspm.ndjson', 4],
    ['in-house', 'in-house.xml', 3],
  ])('read by the mapping %s', async (name, report, observations) => {
    const summary = await json('read', example(report), '--mapping', example(`${name}.yaml`))
    expect(summary).toMatchObject({ counts: { observations, problems: 0 }, problems: [] })
  })

  test('test shows findings and problems, and ends with 1 when there are some', async () => {
    const good = await run('mapping', 'test', example('in-house.yaml'), example('in-house.xml'))
    expect(good).toMatchObject({ code: 0, stderr: '' })
    expect(good.stdout).toContain(
      'HR-031: Settlement files are accepted without a signature — clearing-gateway/file-drop',
    )
    const broken = join(folder, 'broken.json')
    await writeFile(
      broken,
      (await readFile(example('casb.json'), 'utf8'))
        .replaceAll('"headline"', '"heading"')
        .replaceAll('"message"', '"text"'),
    )
    const bad = await run('mapping', 'test', example('casb.yaml'), broken, '--json')
    expect(bad.code).toBe(1)
    expect(JSON.parse(bad.stdout)).toMatchObject({ counts: { elements: 5, observations: 0, problems: 4 } })
  })

  test('a draft of a sample reads the sample', async () => {
    const { stdout, code } = await run('mapping', 'draft', example('casb.json'))
    expect(code).toBe(0)
    const draft = join(folder, 'draft.yaml')
    await writeFile(draft, stdout)
    const tested = await run('mapping', 'test', draft, example('casb.json'), '--json')
    // One alert has no headline: that its message can stand in for it is for a person to say.
    expect(JSON.parse(tested.stdout)).toMatchObject({
      format: 'skywarden',
      recognised: { own: true },
      counts: { elements: 5, observations: 4, problems: 1 },
    })
  })

  test.each([
    [
      'a mapping with mistakes',
      'id: a\nname: A\nsyntax: csv\nkind: data\nfields: {titel: x}',
      /line 5, fields.*"titel" is not known here/,
    ],
    ['no YAML', 'a: [', /line 1: this is not YAML/],
  ])('%s ends with 2 and one line', async (_, text, message) => {
    const file = join(folder, 'bad.yaml')
    await writeFile(file, text)
    for (const args of [
      ['read', example('casb.json'), '--mapping', file],
      ['mapping', 'test', file, example('casb.json')],
    ]) {
      const { code, stdout, stderr } = await run(...args)
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
      expect(stderr.trim()).toMatch(message)
      expect(stderr.trim().split('\n')).toHaveLength(1)
    }
  })

  test('formats makes no database to look for own ones', async () => {
    const formats = await json<{ id: string; own?: boolean }[]>('formats')
    expect(formats.some(({ own }) => own)).toBe(false)
    expect((await run('read', example('casb.json'))).code).toBe(2)
  })
})

test('with a server: added, known, imported by name, changed, exported, deleted', async () => {
  await running(env, 'start', '--empty')
  expect(await json('mapping', 'add', example('casb.yaml'))).toMatchObject({
    id: 'skywarden-casb',
    version: 1,
    changed: true,
  })
  expect(await json('mapping', 'add', example('casb.yaml'))).toMatchObject({ version: 1, changed: false })
  const formats = await json<object[]>('formats')
  expect(formats.at(-1)).toEqual({
    id: 'skywarden-casb',
    name: 'Skywarden CASB',
    extensions: ['.json'],
    kinds: ['identity', 'data', 'malware'],
    own: true,
    version: 1,
  })
  expect(await json('read', example('casb.json'))).toMatchObject({ format: 'skywarden-casb' })
  const imported = await json('import', example('casb.json'), '--asset', 'saas', '--format', 'skywarden-casb')
  expect(imported).toMatchObject({
    format: 'skywarden-casb',
    observations: 4,
    findings: { new: 4 },
    problems: 0,
  })

  const changed = join(folder, 'changed.yaml')
  await writeFile(
    changed,
    (await readFile(example('casb.yaml'), 'utf8')).replace('Severe: critical', 'Severe: high'),
  )
  expect(await json('mapping', 'add', changed)).toMatchObject({ version: 2, changed: true })
  expect(await json('import', example('casb.json'), '--asset', 'saas')).toMatchObject({
    findings: { changed: 1, unchanged: 3 },
  })
  expect(await json('mapping', 'list')).toMatchObject([
    { id: 'skywarden-casb', version: 2, savedBy: 'this machine' },
  ])
  expect(await json('mapping', 'test', 'skywarden-casb', example('casb.json'))).toMatchObject({
    bySeverity: { high: 2 },
  })

  const old = await run('mapping', 'export', 'skywarden-casb', '--of-version', '1')
  expect(old.stdout).toContain('Severe: critical')
  const again = join(folder, 'again.yaml')
  await writeFile(again, old.stdout)
  expect(await json('mapping', 'add', again)).toMatchObject({ version: 3 })
  await json('mapping', 'delete', 'skywarden-casb')
  expect(await json('mapping', 'list')).toEqual([])
  expect((await run('import', example('casb.json'), '--asset', 'other')).code).toBe(2)
  expect((await run('mapping', 'export', 'skywarden-casb')).code).toBe(1)
})
