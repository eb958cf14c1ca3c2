import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findLocalServer } from '../src/run/local-server.ts'

// The first one builds the web UI.
const READY_MS = 180_000

/** A `stance serve` process of its own on a database, for somebody with all rights. Ended when it is disposed of. */
export async function serveForBench(
  databaseUrl: string,
  data: string,
): Promise<{ url: string; token: string } & AsyncDisposable> {
  await mkdir(data, { recursive: true })
  const child = spawn(process.execPath, [join(import.meta.dirname, '../bin/stance'), 'serve'], {
    env: {
      ...process.env,
      STANCE_DATABASE_URL: databaseUrl,
      STANCE_DATA: data,
      STANCE_PORT: String(await freePort()),
      STANCE_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
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

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  return typeof address === 'object' && address ? address.port : 0
}
