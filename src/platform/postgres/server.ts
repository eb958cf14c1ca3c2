import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rename, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { platform } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { AppError } from '../errors.ts'
import { type Cluster, cleanEnvironment, DATABASE_USER, startError } from './cluster.ts'

const run = promisify(execFile)
const LOG_BYTES = 10 * 2 ** 20
const READY_MS = 300_000

/** The URL of a database of a cluster whose server listens on that loopback port. */
export const databaseUrl = (cluster: Cluster, port: number, database: string): string =>
  `postgresql://${DATABASE_USER}:${cluster.password}@127.0.0.1:${port}/${database}`

/**
 * Makes sure that the cluster's server runs and returns its port: one that is running already (also an orphan of a killed
 * process) is used as it is, else one is started in its own process group, so that a Ctrl-C does not reach it. A free port is
 * taken, the wanted or last one where it can be had.
 */
export async function ensureServer(
  cluster: Cluster,
  settings: Record<string, string>,
  wanted = 0,
): Promise<number> {
  const last = await readPidFile(cluster)
  if (last && (await isServer(last.pid, cluster))) {
    await untilReady(cluster, last.port, () => isServer(last.pid, cluster))
    return last.port
  }
  // PostgreSQL takes any living process of its own user with that number for the old server and would not start.
  if (last && isAlive(last.pid)) await rm(join(cluster.folder, 'postmaster.pid'), { force: true })
  const port = wanted || last?.port || 0
  return startServer(cluster, await listenOnce(port).catch(() => listenOnce(0)), settings)
}

/** Stops the server: sessions are ended, everything is on disk. Does nothing when it does not run. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const running = await readPidFile(cluster)
  if (!running || !(await isServer(running.pid, cluster))) return
  const stop = (mode: string) =>
    run(cluster.binaries.pgCtl, ['stop', '-D', cluster.folder, '-m', mode, '-t', '60'], {
      ...cluster.runAs,
      cwd: cluster.folder,
      env: cleanEnvironment(),
    })
  await stop('fast').catch(() => stop('immediate'))
}

async function startServer(
  cluster: Cluster,
  port: number,
  settings: Record<string, string>,
): Promise<number> {
  const started = await stat(cluster.log).catch(() => undefined)
  if (started && started.size > LOG_BYTES) await rename(cluster.log, `${cluster.log}.1`)
  const from = started && started.size <= LOG_BYTES ? started.size : 0
  const log = openSync(cluster.log, 'a', 0o600)
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(cluster.binaries.postgres, ['-D', cluster.folder, '-p', String(port), ...options], {
    ...cluster.runAs,
    cwd: cluster.folder,
    env: cleanEnvironment(),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  server.unref()
  let over: Error | undefined
  server.once('error', (error) => {
    over = error
  })
  server.once('exit', (code, signal) => {
    over ??= new Error(`it ended with ${signal ?? code}`)
  })
  await untilReady(cluster, port, async () => over === undefined).catch(async (error) => {
    if (!over) throw error
    const said = (await readFile(cluster.log, 'utf8')).slice(from)
    throw startError(said.trim() || over.message)
  })
  return port
}

async function untilReady(cluster: Cluster, port: number, alive: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + READY_MS
  for (let wait = 10; ; wait = Math.min(wait * 1.5, 200)) {
    const client = new pg.Client({ connectionString: databaseUrl(cluster, port, 'postgres') })
    client.on('error', () => {})
    const failure = await client.connect().then(
      () => undefined,
      (error: Error & { code?: string }) => error,
    )
    await client.end().catch(() => {})
    if (!failure) return
    if (failure.code === '28P01')
      throw new AppError(
        'database_password',
        500,
        'The embedded PostgreSQL refuses the password kept in the data folder (postgres.password). Put the original file back, or restore a backup.',
      )
    if (Date.now() > end || !(await alive())) throw failure
    await sleep(wait)
  }
}

async function readPidFile(cluster: Cluster): Promise<{ pid: number; port: number } | undefined> {
  // Lines: pid, data folder, start time, port, … (src/include/utils/pidfile.h)
  const text = await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8').catch(() => undefined)
  const [pid, , , port] = text?.split('\n') ?? []
  return Number(pid) > 0 ? { pid: Number(pid), port: Number(port) } : undefined
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Whether that process is this cluster's server, and not another that got the number after a crash or a reboot. */
async function isServer(pid: number, cluster: Cluster): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (platform() === 'win32') return true
  if (platform() === 'linux') {
    const [here, its] = await Promise.all(
      [cluster.folder, `/proc/${pid}/cwd`].map((path) => stat(path).catch(() => undefined)),
    )
    return here !== undefined && here.ino === its?.ino && here.dev === its.dev
  }
  const command = await run('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }))
  return command.stdout.includes(cluster.folder)
}

/** Takes a loopback port (0 = any free one) for a moment and returns its number; rejects when it is taken. */
function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
