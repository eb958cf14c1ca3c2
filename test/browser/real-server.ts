import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { launchBrowser } from './launch-browser.ts'
import { writeSmallMirror } from './small-mirror.ts'

const COMMAND = join(import.meta.dirname, '../../bin/stance')
const PATIENCE_MS = 300_000

export const ADMINISTRATOR = {
  name: 'Ada Moreau',
  email: 'ada@example.com',
  password: 'correct horse battery',
}

export interface RealServer extends AsyncDisposable {
  url: string
  /** Playwright's storage state of the administrator, as a file. */
  administrator: string
  /** Folder of the mirror that its feeds come from. */
  mirror: string
}

/**
 * `stance start` with its sample estate, in a folder of its own; the administrator came in through the first one-time link, and asked
 * for what a small mirror of the feeds says.
 */
export async function startRealServer(): Promise<RealServer> {
  const folder = await mkdtemp(join(tmpdir(), 'stance-browser-'))
  const mirror = join(folder, 'mirror')
  await writeSmallMirror(mirror)
  const env = {
    ...process.env,
    STANCE_DATA: join(folder, 'data'),
    STANCE_PORT: '0',
    STANCE_INTEL_MIRROR: pathToFileURL(mirror).href,
    STANCE_LOG_LEVEL: 'error',
  }
  const server = spawn(process.execPath, [COMMAND, 'start'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const stop = async () => {
    server.kill('SIGTERM')
    if (server.exitCode === null) await once(server, 'exit')
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const output = await outputUntil(server, /reports of four small apps read/)
    const administrator = join(folder, 'administrator.json')
    await takeFirstLink(found(output, /First sign-in:\s+(\S+)/), administrator)
    return { url: found(output, /ready:\s+(\S+)/), administrator, mirror, [Symbol.asyncDispose]: stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function outputUntil(server: ChildProcess, told: RegExp): Promise<string> {
  let output = ''
  for (const stream of [server.stdout, server.stderr]) {
    stream?.on('data', (chunk) => {
      output += chunk
    })
  }
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(100)) {
    if (told.test(output)) return output
    if (server.exitCode !== null) break
  }
  throw new Error(`The server did not get that far: ${output}`)
}

const found = (output: string, what: RegExp): string => what.exec(output)?.[1] ?? ''

async function takeFirstLink(link: string, stateFile: string): Promise<void> {
  await using browser = await launchBrowser()
  const page = await browser.newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill(ADMINISTRATOR.name)
  await page.getByLabel('E-mail').fill(ADMINISTRATOR.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMINISTRATOR.password)
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('heading', { name: 'Open now' }).waitFor()
  await page.context().storageState({ path: stateFile })
  await page.goto(new URL('/settings/intelligence', link).href)
  await page.getByRole('button', { name: 'Sync now' }).click()
  await page.getByRole('cell', { name: 'known_exploited_vulnerabilities.json' }).waitFor()
}
