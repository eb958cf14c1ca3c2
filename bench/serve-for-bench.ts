import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findLocalServer } from '../src/run/local-server.ts'

// The first one builds the web UI.
const READY_MS = 180_000

/**
 * A `stance serve` process of its own on a database, for somebody with all rights. Ended when it is disposed of. `web`: as it stands in the
 * clone, built where it is old; else only the API is looked at.
 */
export async function serveForBench(
  databaseUrl: string,
  data: string,
  { web = true } = {},
): Promise<{ url: string; token: string } & AsyncDisposable> {
  await mkdir(data, { recursive: true })
  const child = await spawnStance(web ? 'bin/stance' : 'src/main.ts', 'serve', { databaseUrl, data })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  for (const end = Date.now() + READY_MS; Date.now() < end; await sleep(100)) {
    const server = await findLocalServer(data)
    if (server) return { ...server, [Symbol.asyncDispose]: stop }
    if (child.exitCode !== null) break
  }
  await stop()
  throw new Error('the server did not come up')
}

/** A `stance work` process on the same database, with the same folder. Ended when it is disposed of. */
export async function workForBench(databaseUrl: string, data: string): Promise<AsyncDisposable> {
  const child = await spawnStance('src/main.ts', 'work', { databaseUrl, data })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  return { [Symbol.asyncDispose]: stop }
}

const spawnStance = async (
  program: string,
  what: 'serve' | 'work',
  { databaseUrl, data }: { databaseUrl: string; data: string },
) =>
  spawn(process.execPath, [join(import.meta.dirname, '..', program), what], {
    env: {
      ...process.env,
      STANCE_DATABASE_URL: databaseUrl,
      STANCE_DATA: data,
      STANCE_PORT: String(await freePort()),
      STANCE_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
