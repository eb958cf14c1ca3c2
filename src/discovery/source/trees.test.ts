import * as fs from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import git from 'isomorphic-git'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { discover } from '../discover.ts'
import { openFactsCache } from '../reading/facts-cache.ts'
import { UNITS } from '../registry.ts'
import { gitTree, withoutCredentials } from './git-repository.ts'
import { openTree } from './open-tree.ts'
import { publicHttp } from './public-http.ts'
import { TREE_LIMITS } from './source-tree.ts'
import { workingTree } from './working-tree.ts'

let root: string
const author = { name: 'Ada', email: 'ada@example.com', timestamp: 1_790_000_000, timezoneOffset: 0 }
const FILES = {
  'package.json': '{"name":"shop","scripts":{"start":"node app.js"},"dependencies":{"express":"5"}}',
  'app.js':
    "const express = require('express')\nconst app = express()\napp.get('/health', (req, res) => res.end())\n",
  '.gitignore': 'build/\n*.log\n',
  'build/out.js': 'app.get("/built", f)',
  'debug.log': 'nothing',
}

async function write(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await mkdtemp(join(root, 'tree-'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

/** Commits what the index has been given. */
async function commit(dir: string, message: string, paths: readonly string[]): Promise<string> {
  for (const filepath of paths) await git.add({ fs, dir, filepath })
  return git.commit({ fs, dir, message, author })
}

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'stance-trees-'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const paths = (tree: { entries: readonly { path: string }[] }) => tree.entries.map(({ path }) => path)

test('a folder’s files are those that git would keep, in order', async () => {
  const tree = await workingTree(await write(FILES))
  expect(paths(tree)).toEqual(['.gitignore', 'app.js', 'package.json'])
})

test('symbolic links are counted and not followed, also in a circle', async () => {
  const folder = await write(FILES)
  await symlink(folder, join(folder, 'loop'))
  await symlink('/etc/passwd', join(folder, 'passwd.js'))
  const tree = await workingTree(folder)
  expect(paths(tree)).not.toContain('passwd.js')
  expect(tree.problems).toEqual([{ where: '.', message: '2 symbolic links were not followed.' }])
})

test('folders that lie too deep are a problem', async () => {
  const folder = await write({ 'a/b/c/d.js': '1' })
  const tree = await workingTree(folder, { ...TREE_LIMITS, maxDepth: 2 })
  expect(paths(tree)).toEqual([])
  expect(tree.problems).toMatchObject([{ where: 'a/b/c' }])
})

test('a bare repository is read from its objects: the same files, the commit, and who changed what', async () => {
  const dir = await write(FILES)
  await git.init({ fs, dir, defaultBranch: 'trunk' })
  await git.setConfig({
    fs,
    dir,
    path: 'remote.origin.url',
    value: 'https://me:secret@git.example/acme/shop.git',
  })
  await commit(dir, 'first', ['package.json', 'app.js'])
  await writeFile(join(dir, 'app.js'), `${FILES['app.js']}app.get('/orders', (req, res) => res.end())\n`)
  const last = await commit(dir, 'orders', ['app.js'])
  const tree = await gitTree(join(dir, '.git'))
  expect(tree.where).toMatchObject({
    branch: 'trunk',
    revision: last,
    origin: 'https://git.example/acme/shop',
  })
  expect(paths(tree)).toEqual(['app.js', 'package.json'])
  const found = await discover(tree)
  expect(found.endpoints.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /health',
    'GET /orders',
  ])
  expect(found.owners).toContainEqual({ path: '.', owner: 'ada@example.com', source: 'history' })
  // Of a file, who changed it last; what only the first commit brought says nothing about who it is.
  expect(found.owners.filter(({ path }) => path !== '.')).toEqual([
    { path: 'app.js', owner: 'ada@example.com', source: 'history' },
  ])
  const earlier = await gitTree(join(dir, '.git'), { ref: 'HEAD~1' }).catch(() => undefined)
  expect(earlier).toBeUndefined()
  await expect(gitTree(join(dir, '.git'), { ref: 'nowhere' })).rejects.toThrow(
    /no branch, tag or commit nowhere/,
  )
})

test('hooks and settings of a repository are not run', async () => {
  const dir = await write(FILES)
  await git.init({ fs, dir })
  await commit(dir, 'first', ['app.js'])
  const trap = join(dir, 'trapped')
  await writeFile(join(dir, '.git/config'), `[core]\n\tfsmonitor = touch ${trap}\n\thooksPath = ${dir}\n`)
  for (const hook of ['post-checkout', 'fsmonitor-watchman'])
    await writeFile(join(dir, '.git/hooks', hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 }).catch(
      async () => {
        await mkdir(join(dir, '.git/hooks'), { recursive: true })
        await writeFile(join(dir, '.git/hooks', hook), `#!/bin/sh\ntouch ${trap}\n`, { mode: 0o755 })
      },
    )
  await discover(await openTree(dir))
  await discover(await gitTree(join(dir, '.git')))
  expect(fs.existsSync(trap)).toBe(false)
})

test('what is too large or no text is a counted problem, and the rest is read', async () => {
  const folder = await write({
    ...FILES,
    'binary.js': Buffer.from([0, 1, 2, 3]),
    'large.js': 'x'.repeat(3_000),
  })
  const found = await discover(await workingTree(folder), { limits: { ...TREE_LIMITS, maxCodeBytes: 2_000 } })
  // And the manifest, whose packages no lockfile pins.
  expect(found.problems.map(({ where }) => where)).toEqual(['binary.js', 'large.js', 'package.json'])
  expect(found.endpoints).toHaveLength(1)
})

test('an unchanged file is not read twice, a changed one is', async () => {
  const folder = await write(FILES)
  const file = join(root, 'cache.gz')
  const run = async () => discover(await workingTree(folder), { cache: await openFactsCache(file, UNITS) })
  const first = await run()
  const second = await run()
  expect([first.files.kept, second.files.kept]).toEqual([0, second.files.wanted])
  expect({ ...second, files: first.files }).toEqual(first)
  await writeFile(join(folder, 'app.js'), FILES['app.js'].replace('/health', '/ready'))
  const third = await run()
  expect(third.files.kept).toBe(third.files.wanted - 1)
  expect(third.endpoints).toMatchObject([{ path: '/ready' }])
  await writeFile(file, 'no cache')
  expect((await run()).files.kept).toBe(0)
})

test('what lies at the root and has no name of its own is called as its tree', async () => {
  const folder = await write({
    'app.py': 'import flask\n',
    'requirements.txt': 'flask==3.0.0\n',
    Dockerfile: 'FROM python:3.12\nCMD python app.py\n',
  })
  const found = await discover(await workingTree(folder))
  const name = basename(folder)
  expect(found.deployables.map((one) => one.name)).toEqual([name])
  expect(found.components.filter(({ root }) => root).map((one) => one.name)).toEqual([name])
})

test('a file that was just written bears no stamp: the clock cannot tell whether it is written again', async () => {
  const { entries } = await workingTree(await write(FILES))
  expect(entries.map(({ stamp }) => stamp)).toEqual(entries.map(() => undefined))
})

test('a file that lay still bears a stamp: it is known without being read, and what is known is not written again', async () => {
  const folder = await write(FILES)
  const file = join(root, 'stamps.gz')
  const run = async () => {
    const read: string[] = []
    const tree = await workingTree(folder)
    // As a tree looks that was written long ago.
    const entries = tree.entries.map((one) => ({
      ...one,
      stamp: `${one.bytes} then`,
      read: () => {
        read.push(one.path)
        return one.read()
      },
    }))
    const { endpoints } = await discover({ ...tree, entries }, { cache: await openFactsCache(file, UNITS) })
    return { endpoints: endpoints.map(({ path }) => path), read }
  }
  expect((await run()).read).toContain('app.js')
  await writeFile(file, await readFile(file))
  const { mtimeMs } = await stat(file)
  expect(await run()).toEqual({ endpoints: ['/health'], read: [] })
  expect((await stat(file)).mtimeMs).toBe(mtimeMs)
  await writeFile(join(folder, 'app.js'), `${FILES['app.js']}app.get('/more', f)\n`)
  expect(await run()).toEqual({ endpoints: ['/health', '/more'], read: ['app.js'] })
})

test('addresses inside the network are refused unless they are named', async () => {
  const server = createServer((_, answer) => answer.writeHead(404).end())
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  try {
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '169.254.169.254', '[::ffff:127.0.0.1]'])
      await expect(openTree(`http://${host}:${port}/acme/shop`, { http: publicHttp() })).rejects.toThrow(
        /inside this network/,
      )
    await expect(
      openTree(`http://localhost:${port}/acme/shop`, { http: publicHttp(['localhost']) }),
    ).rejects.toThrow(/could not be fetched: HTTP Error: 404/)
  } finally {
    server.close()
  }
})

test('an address is kept without its credentials', () => {
  expect(withoutCredentials('https://me:token@git.example/acme/shop.git')).toBe(
    'https://git.example/acme/shop',
  )
  expect(withoutCredentials('git@git.example:acme/shop.git')).toBe('https://git.example/acme/shop')
  expect(withoutCredentials('ssh://git@git.example/acme/shop')).toBe('ssh://git.example/acme/shop')
})
