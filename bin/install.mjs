import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export const ROOT = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..')
const LOCK = join(ROOT, '.cache/preparing')

/** Installs the dependencies of the lockfile when they are missing or others. Two at once: the second waits for the first. */
export async function ensureInstalled() {
  if (isInstalled()) return
  await alone(async () => {
    if (isInstalled()) return
    process.stderr.write('stance: installing dependencies (once, some minutes) …\n')
    await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  })
}

/** Whether node_modules holds what the lockfile names, as npm's own record there tells. */
function isInstalled() {
  const wanted = packagesOf(join(ROOT, 'package-lock.json'))
  const present = packagesOf(join(ROOT, 'node_modules/.package-lock.json'))
  // A published package comes without lockfile, installed by npm itself.
  if (!wanted) return true
  if (!present) return false
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const there = present[path]
    return there ? there.version === version : path === '' || optional === true
  })
}

const packagesOf = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : undefined)

/** Does something that two at once would spoil; the second waits for the first. */
export async function alone(work) {
  mkdirSync(join(ROOT, '.cache'), { recursive: true })
  while (!take()) {
    const owner = Number(existsSync(LOCK) && readFileSync(LOCK, 'utf8'))
    if (owner && !isAlive(owner)) rmSync(LOCK, { force: true })
    await sleep(300)
  }
  try {
    await work()
  } finally {
    rmSync(LOCK, { force: true })
  }
}

function take() {
  try {
    writeFileSync(LOCK, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Runs npm, the one that started this where there is one. Its output goes to standard error. */
function npm(args) {
  const own = process.env.npm_execpath
  const [command, ...rest] = own?.endsWith('.js') ? [process.execPath, own, ...args] : ['npm', ...args]
  const shell = process.platform === 'win32' && command === 'npm'
  return run(command, rest, { cwd: ROOT, shell })
}

/** Resolves when a program ended well; its output goes to standard error, which leaves standard output to results. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], ...options })
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else
        reject(
          new Error(`${[command, ...args].join(' ')} ended with ${signal ?? code}. Its words are above.`),
        )
    })
  })
}
