// Plain JavaScript with nothing but Node's own modules: this runs before anything is installed.
import { spawn } from 'node:child_process'
import module from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, ROOT } from './install.mjs'
import { ensureNode, isNodeRecent } from './node.mjs'
import { ensureWeb } from './web.mjs'

const MAIN = join(ROOT, 'src/main.ts')

/** Runs `stance <args>`; the exit code is that of the command. */
export async function launch(args) {
  try {
    await ensureInstalled()
    const node = await ensureNode()
    // Compiled code is kept for the next start, and for the processes that this one starts.
    process.env.NODE_COMPILE_CACHE ??= join(ROOT, '.cache/compiled')
    module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE)
    if (['start', 'serve'].includes(args.find((arg) => !arg.startsWith('-')))) await ensureWeb(node)
    if (isNodeRecent(process.version)) await import(pathToFileURL(MAIN).href)
    else forwardTo(node, [MAIN, ...args])
  } catch (error) {
    process.stderr.write(`stance: ${error.message}\n`)
    process.exitCode = 1
  }
}

/** Node 20 cannot replace itself by another program: it passes signals on and ends as its child does. */
function forwardTo(node, args) {
  const child = spawn(node, args, { stdio: 'inherit', env: { ...process.env, STANCE_FOLLOW_PARENT: '1' } })
  // A terminal sends Ctrl-C to both; the child decides when to end.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.once('exit', (code, signal) => {
    if (!signal) process.exit(code)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
  followNpm(child)
}

/** npm that is killed cannot tell its script to end. */
function followNpm(child) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref()
}
