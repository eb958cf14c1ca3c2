import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT, run } from './install.mjs'

const MAJOR = 24
const PACKAGE = join(ROOT, 'node_modules/node')
const OWN = join(PACKAGE, process.platform === 'win32' ? 'bin/node.exe' : 'bin/node')

export const isNodeRecent = (version) => Number(/^v(\d+)/.exec(version)?.[1]) >= MAJOR

/** The path of a Node that can run Stance: this one, or the one that was installed as a dependency. */
export async function ensureNode() {
  if (works(OWN)) return link()
  if (isNodeRecent(process.version)) return process.execPath
  // npm may be told not to run install scripts; this is the one that fetches the program.
  const script = join(PACKAGE, 'installArchSpecificPackage.js')
  if (existsSync(script)) await run(process.execPath, [script], { cwd: PACKAGE }).catch(() => {})
  if (works(OWN)) return link()
  throw new Error(
    `Stance runs on Node ${MAJOR}, this is ${process.version}, and ${MAJOR} could not be installed beside it. Install Node ${MAJOR} from https://nodejs.org and start again.`,
  )
}

function works(node) {
  try {
    return existsSync(node) && isNodeRecent(execFileSync(node, ['--version'], { encoding: 'utf8' }))
  } catch {
    return false
  }
}

/** npm scripts find `node` in node_modules/.bin; npm makes that link only when it ran the install script. */
function link() {
  const place = join(ROOT, 'node_modules/.bin/node')
  if (process.platform !== 'win32' && !existsSync(place)) {
    mkdirSync(join(place, '..'), { recursive: true })
    symlinkSync('../node/bin/node', place)
  }
  return OWN
}
