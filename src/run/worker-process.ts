import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../platform/log.ts'

const MAIN = join(import.meta.dirname, '../main.ts')
const STOP_MS = 15_000
const LONGEST_PAUSE_MS = 30_000

export interface WorkerProcess {
  stop(): Promise<void>
}

/** Keeps one worker process running beside the server, so that reading a report never holds up a request. */
export function keepWorker(log: Log): WorkerProcess {
  let stopping = false
  let child: ChildProcess
  let pause = 500
  const start = (): void => {
    // In its own process group: a terminal's Ctrl-C reaches the parent only, which ends things in order.
    child = fork(MAIN, ['work'], { detached: true, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    const startedAt = Date.now()
    child.once('exit', async (code, signal) => {
      if (stopping) return
      log.warn({ code, signal }, 'the worker ended; starting another')
      pause = Date.now() - startedAt > 60_000 ? 500 : Math.min(pause * 2, LONGEST_PAUSE_MS)
      await sleep(pause)
      if (!stopping) start()
    })
  }
  start()
  return {
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(late)
    },
  }
}
