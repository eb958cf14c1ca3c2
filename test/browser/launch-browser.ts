import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

// Not the package's own arguments: they switch web security off, and with it what is tested.
const ARGS = ['--no-sandbox', '--font-render-hinting=none']

/**
 * The Chromium of STANCE_CHROMIUM; else the one that comes with the npm package (Linux on x64); else one that is installed.
 * Without a sandbox: tests open only pages of our own, and root may not use one.
 */
export async function launchBrowser(): Promise<Browser> {
  const chosen = process.env.STANCE_CHROMIUM
  if (!chosen && process.platform === 'linux' && process.arch === 'x64') {
    const { default: packaged } = await import('@sparticuz/chromium')
    return chromium.launch({ executablePath: await packaged.executablePath(), args: ARGS })
  }
  const executablePath = chosen ?? INSTALLED.find((path) => existsSync(path))
  if (!executablePath) {
    throw new Error(
      'There is no Chromium for the browser tests. Install one, and name it in STANCE_CHROMIUM.',
    )
  }
  return chromium.launch({ executablePath, args: ARGS })
}
