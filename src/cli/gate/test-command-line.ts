import { vi } from 'vitest'
import type { ApiClient } from '../api-client.ts'
import { runCommandLine } from '../program.ts'
import type { Wiring } from '../wiring.ts'

export interface Ran {
  code: number
  stdout: string
  stderr: string
}

const none = () => {
  throw new Error('this command does not need that')
}

/** A wiring without any instance, or with the one that an API client speaks to. */
export const testWiring = (api?: ApiClient): Wiring => ({
  start: none,
  serve: none,
  work: none,
  migrate: none,
  findLocalServer: async () => undefined,
  hasInstance: async () => api !== undefined,
  openLocal: async () => api ?? none(),
  examine: none,
  backup: none,
  restore: none,
  exportIntel: none,
  importIntel: none,
})

/** Runs one command line within this process. */
export async function runHere(args: readonly string[], api?: ApiClient): Promise<Ran> {
  const ran = { stdout: '', stderr: '' }
  const streams = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((chunk) => {
      ran[name] += String(chunk)
      return true
    }),
  )
  const before = process.exitCode
  process.exitCode = 0
  try {
    const code = await runCommandLine(testWiring(api), [...args])
    return { code, ...ran }
  } finally {
    process.exitCode = before
    for (const stream of streams) stream.mockRestore()
  }
}
