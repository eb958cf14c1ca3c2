import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  bigReport,
  type Ended,
  environment,
  removeFolder,
  running,
  stance,
  temporaryFolder,
} from '../stance.ts'

const ROOT = join(import.meta.dirname, '../..')
const BANDIT = join(ROOT, 'examples/reports/ledger/2026-09-14/bandit.json')
const BANDIT_LATER = join(ROOT, 'examples/reports/ledger/2026-11-16/bandit.json')
const DISCOVERY = join(ROOT, 'examples/reports/shop-api/2026-11-16/discovery.json')

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

/** Runs a command with --json and gives its one value. */
async function json<T>(...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await run(...args, '--json')
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return JSON.parse(stdout) as T
}

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('without any database', () => {
  test('a reader that has enough ends it without a word', async () => {
    const report = await file('many.sarif', bigReport(20_000))
    const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'read', report, '--items'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let complaint = ''
    child.stderr.on('data', (chunk) => {
      complaint += chunk
    })
    child.stdout.once('data', () => child.stdout.destroy())
    const [code] = await once(child, 'close')
    expect({ code, complaint }).toEqual({ code: 0, complaint: '' })
  })

  test('read tells what a report holds, also compressed and from standard input', async () => {
    const summary = await json<Record<string, unknown>>('read', BANDIT)
    expect(summary).toMatchObject({ format: 'bandit', tool: 'Bandit', counts: { problems: 0 }, problems: [] })
    expect(Object.keys(summary)).toEqual(['format', 'tool', 'counts', 'byKind', 'bySeverity', 'problems'])
    const { counts } = await json<{ counts: Record<string, number> }>('read', DISCOVERY)
    expect(counts.nodes).toBeGreaterThan(50)
    expect(counts.links).toBeGreaterThan(50)
    const packed = await file('report.gz', gzipSync(bigReport(300)))
    expect(await json('read', packed)).toMatchObject({
      format: 'sarif',
      counts: { observations: 300 },
      byKind: { code: 300 },
    })
    const piped = spawn(process.execPath, [join(ROOT, 'src/main.ts'), 'read', '-', '--json'], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    piped.stdin.end(bigReport(2))
    const [chunk] = (await once(piped.stdout, 'data')) as [Buffer]
    expect(JSON.parse(String(chunk))).toMatchObject({ counts: { observations: 2 } })
    await once(piped, 'close')
  })

  test('read --items gives every item as a line', async () => {
    const { stdout, code } = await run('read', BANDIT, '--items')
    expect(code).toBe(0)
    const items = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; secret?: string })
    expect(items.filter(({ type }) => type === 'observation').length).toBe(53)
    expect(items.every(({ secret }) => secret === undefined)).toBe(true)
  })

  test('formats lists id, name, extensions and kinds', async () => {
    const list = await json<{ id: string }[]>('formats')
    expect(list.find(({ id }) => id === 'sarif')).toEqual({
      id: 'sarif',
      name: expect.any(String),
      extensions: expect.arrayContaining(['.sarif']),
      kinds: expect.arrayContaining(['code']),
    })
  })

  test.each([
    ['an unknown report', ['read', join(ROOT, 'package.json')], /no format/],
    ['a broken report', ['read', '@broken.sarif'], /\S/],
    ['an empty report', ['read', '@empty.json'], /\S/],
    ['a missing file', ['read', '/nowhere/report.json'], /no such file/],
    ['two files that are not there', ['diff', '/nowhere/a.json', '/nowhere/b.json'], /no such file/],
    ['an unknown format', ['read', BANDIT, '--format', 'nothing'], /nothing/],
    ['an unknown command', ['frobnicate'], /frobnicate/],
    ['an unknown option', ['formats', '--frobnicate'], /frobnicate/],
    ['a missing option', ['import', BANDIT], /--asset/],
    ['a wrong role', ['token', 'create', '--role', 'king'], /king/],
  ])('%s ends with 2 and one line', async (_, args, text) => {
    await file('broken.sarif', bigReport(5).slice(0, 200))
    await file('empty.json', '')
    const { code, stdout, stderr } = await run(...args.map((arg) => arg.replace(/^@/, `${folder}/`)))
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(text)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('runs under its own Node, from anywhere and through a link', async () => {
    const link = join(folder, 'stance')
    await symlink(join(ROOT, 'bin/stance'), link)
    const child = spawn(link, ['formats', '--json'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let text = ''
    child.stdout.on('data', (chunk) => {
      text += chunk
    })
    const [code] = (await once(child, 'close')) as [number]
    expect(code).toBe(0)
    expect(JSON.parse(text).length).toBeGreaterThan(5)
  })

  test('completion covers every command', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { stdout, code } = await run('completion', shell)
      expect(code).toBe(0)
      for (const word of ['import', 'findings', 'verify', 'asset']) expect(stdout).toContain(word)
    }
  })
})

interface Imported {
  report: string
  findings: Record<string, number>
  observations: number
}
interface Page {
  items: { id: string; title: string; state: string; score: number; severity: string }[]
  next: string | null
  total: number
}

describe('without a server, over the database itself', () => {
  const asset = 'alone'

  test('import, import again, import what changed', async () => {
    const first = await json<Imported>('import', BANDIT, '--asset', asset)
    expect(Object.keys(first)).toEqual(
      expect.arrayContaining([
        'report',
        'format',
        'asset',
        'observations',
        'findings',
        'components',
        'problems',
      ]),
    )
    expect(Object.keys(first.findings).sort()).toEqual([
      'changed',
      'fixed',
      'merged',
      'moved',
      'new',
      'reopened',
      'unchanged',
    ])
    expect(first).toMatchObject({ format: 'bandit', asset, observations: 53, problems: 0 })
    const again = await json<Imported>('import', BANDIT, '--asset', asset)
    expect(again.findings).toMatchObject({ new: 0, changed: 0, fixed: 0, unchanged: 53 })
    const later = await json<Imported>('import', BANDIT_LATER, '--asset', asset)
    expect(later.findings.fixed).toBeGreaterThan(0)
    expect(later.findings.new).toBeGreaterThan(0)
    expect(later.findings.moved).toBeGreaterThan(0)
  })

  test('one bad file among good ones: the good ones are stored, exit 2', async () => {
    const good = await file('good.sarif', bigReport(3))
    const { code, stdout, stderr } = await run(
      'import',
      join(ROOT, 'package.json'),
      good,
      '--asset',
      `${asset}-two`,
      '--json',
    )
    expect(code).toBe(2)
    const lines = stderr.trim().split('\n')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('package.json')
    expect(lines[1]).toMatch(/^stance: 1 of 2 files were not taken in: .*package\.json$/)
    expect(JSON.parse(stdout)).toMatchObject({ file: 'good.sarif', observations: 3 })
  })

  test('findings by filter, sorted, page by page; explain tells why', async () => {
    const all = await json<Page>('findings', '--asset', asset, '--state', 'open', '--limit', '200')
    expect(all.total).toBe(all.items.length)
    expect(all.items.map(({ score }) => score)).toEqual(
      all.items.map(({ score }) => score).sort((a, b) => b - a),
    )
    const page = await json<Page>('findings', '--asset', asset, '--state', 'open', '--limit', '7')
    const next = await json<Page>(
      'findings',
      '--asset',
      asset,
      '--state',
      'open',
      '--limit',
      '7',
      '--cursor',
      page.next ?? '',
    )
    expect([...page.items, ...next.items].map(({ id }) => id)).toEqual(
      all.items.slice(0, 14).map(({ id }) => id),
    )
    const fields = [
      'id',
      'title',
      'kind',
      'severity',
      'score',
      'state',
      'asset',
      'location',
      'cwes',
      'advisories',
      'component',
      'tools',
      'firstSeen',
      'lastSeen',
    ]
    expect(Object.keys(page.items[0] ?? {})).toEqual(expect.arrayContaining(fields))
    const high = await json<Page>(
      'findings',
      '--asset',
      asset,
      '--severity',
      'high',
      '--tool',
      'Bandit',
      '--kind',
      'code',
      '--sort',
      'score',
    )
    expect(new Set(high.items.map(({ severity }) => severity))).toEqual(new Set(['high']))
    const [top] = all.items
    const why = await json<{
      factors: { side: string; points: number }[]
      policyPoints: number
      mergeReasons: object[]
      history: object[]
    }>('explain', top?.id ?? '')
    const sideOf = (wanted: string) =>
      why.factors.reduce((sum, { side, points }) => sum + (side === wanted ? points : 0), 0)
    const product = (sideOf('likelihood') * sideOf('impact')) / 100
    expect(product + why.policyPoints).toBeCloseTo(top?.score ?? -1, 1)
    expect(why.mergeReasons.length).toBeGreaterThan(0)
    expect(why.history.length).toBeGreaterThan(0)
  })

  test('what is not there ends with 1', async () => {
    const { code, stderr } = await run('explain', '00000000-0000-7000-8000-000000000000')
    expect(code).toBe(1)
    expect(stderr.trim().split('\n')).toHaveLength(1)
  })

  test('tokens, people and the audit log', async () => {
    const { secret } = await json<{ secret: string }>('token', 'create', '--role', 'ci', '--name', asset)
    expect(secret).toMatch(/^\S{20,}$/)
    const { user, signInLink } = await json<{ user: { email: string }; signInLink: string }>(
      'user',
      'add',
      '--email',
      `${asset}@example.test`,
    )
    expect(user.email).toBe(`${asset}@example.test`)
    expect(signInLink).toContain('http')
    expect(await json('audit', 'verify')).toMatchObject({ intact: true })
  })
})

describe('against a server', () => {
  test('found on this machine, or by its address and a token', async () => {
    const server = await running(env, 'start', '--empty')
    expect(server.url).toContain('http')
    const { code } = await run('import', BANDIT, '--asset', 'served')
    expect(code).toBe(0)
    const { secret } = await json<{ secret: string }>('token', 'create', '--role', 'ci')
    // From elsewhere: another data folder, only address and token.
    const elsewhere = environment(folder, { STANCE_URL: server.url, STANCE_TOKEN: secret })
    expect(await stance(elsewhere, 'import', BANDIT, '--asset', 'remote', '--json')).toMatchObject({
      code: 0,
    })
    expect(await stance(elsewhere, 'token', 'create', '--role', 'administrator')).toMatchObject({ code: 1 })
    expect(await stance({ ...elsewhere, STANCE_TOKEN: 'wrong' }, 'findings')).toMatchObject({
      code: 1,
      stdout: '',
    })
    const nobody = await stance({ ...elsewhere, STANCE_URL: 'http://127.0.0.1:9' }, 'findings')
    expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('STANCE_URL') })
    const doctor = await run('doctor', '--json')
    expect(doctor.code).toBe(0)
    const { checks } = JSON.parse(doctor.stdout) as {
      checks: { name: string; verdict: string; detail: string }[]
    }
    expect(checks.filter(({ verdict }) => verdict !== 'good')).toEqual([])
    expect(checks.find(({ name }) => name === 'queue')?.detail).toContain('1 workers')
    expect(await server.end('SIGINT')).toBe(0)
  })
})
