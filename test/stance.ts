import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { onTestFinished } from 'vitest'

const COMMAND = join(import.meta.dirname, '../src/main.ts')

export interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** The environment of a test's own instance: its data folder and nothing of this machine's. */
export function environment(data: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(STANCE|VITEST|NODE_|npm_)/.test(name))
  return { ...Object.fromEntries(kept), STANCE_DATA: data, STANCE_PORT: '0', NO_COLOR: '1', ...more }
}

/** Runs one `stance` command as its own process, to its end. */
export async function stance(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = { code: null as number | null, stdout: '', stderr: '' }
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { ...ended, code }
}

export interface Running {
  process: ChildProcess
  url: string
  /** Sends a signal and waits for the end; the exit code, or null after SIGKILL. */
  end(signal: NodeJS.Signals): Promise<number | null>
  output(): string
}

/** Starts a role that goes on running, and waits until it says that it is ready. */
export async function running(env: NodeJS.ProcessEnv, ...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, [COMMAND, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      output += chunk
    })
  const closed = once(child, 'close') as Promise<[number | null]>
  // A test that fails leaves nothing running.
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await closed
  })
  let url: string | undefined
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`it ended at once: ${output}`)
    url = /ready:\s+(http\S+)/.exec(output)?.[1]
    return url !== undefined || output.includes('looking for jobs')
  }, 60_000)
  return {
    process: child,
    url: url ?? '',
    output: () => output,
    async end(signal) {
      child.kill(signal)
      return (await closed)[0]
    },
  }
}

/** Asks again and again until it is so. */
export async function until(reached: () => Promise<boolean>, patience = 30_000): Promise<void> {
  const end = Date.now() + patience
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`it did not happen within ${patience / 1000} s`)
    await sleep(25)
  }
}

/** A folder of the test's own. Remove it with `rm(folder, { recursive: true })`. */
export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'stance-test-'))

/** Removes a data folder, and its cluster where that had to lie elsewhere. */
export async function removeFolder(folder: string): Promise<void> {
  await rm(await clusterOf(folder), { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}

/** Where the embedded database of a data folder lies. */
export const clusterOf = (data: string): Promise<string> =>
  readFile(join(data, 'postgres.path'), 'utf8').catch(() => join(data, 'postgres'))

/** A SARIF report of many results, each in a file of its own, as one string. */
export function bigReport(results: number): string {
  const list = Array.from({ length: results }, (_, i) => ({
    ruleId: `rule-${i % 50}`,
    level: 'warning',
    message: { text: `Finding number ${i}` },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: `src/file-${i}.ts` },
          region: { startLine: 1 + (i % 300), snippet: { text: `callNumber${i}(input)` } },
        },
      },
    ],
  }))
  return JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'test-tool', rules: [] } }, results: list }],
  })
}
