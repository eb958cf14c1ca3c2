import { launchBrowser } from '../test/browser/launch-browser.ts'
import { startRealServer } from '../test/browser/real-server.ts'
import { percentile } from './percentiles.ts'

const MOST_MS = 1000
const PAGES = [
  { path: '/', meaningful: 'section h2:text("Open now")' },
  { path: '/findings?state=open', meaningful: 'tr[id=row-0] a' },
]

interface Load {
  /** First paint of anything, and of the page's own figures; ms since the navigation began. */
  paint: number
  meaningful: number
  scripts: number
}

/**
 * `npm run bench -- first-paint [LOADS]`: how long a browser with an empty cache takes from the address to the page's figures,
 * from a warm server with the sample estate, and how much JavaScript comes over the wire. One load first, which is not counted.
 */
export async function firstPaintBench([loads = '10']: string[]): Promise<void> {
  await using server = await startRealServer()
  await using browser = await launchBrowser()
  const load = async ({ path, meaningful }: (typeof PAGES)[number]): Promise<Load> => {
    const context = await browser.newContext({
      storageState: server.administrator,
      viewport: { width: 1440, height: 900 },
    })
    const page = await context.newPage()
    await page.goto(server.url + path, { waitUntil: 'commit' })
    await page.locator(meaningful).first().waitFor()
    const seen = await page.evaluate(() => ({
      paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      meaningful: performance.now(),
      scripts: performance
        .getEntriesByType('resource')
        .map((entry) => entry as PerformanceResourceTiming)
        .filter(({ name }) => name.endsWith('.js'))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    }))
    await context.close()
    return seen
  }
  for (const page of PAGES) {
    await load(page)
    const seen: Load[] = []
    for (let i = 0; i < Number(loads); i++) seen.push(await load(page))
    const [p50, p95] = [0.5, 0.95].map((share) =>
      percentile(
        seen.map((one) => one.meaningful),
        share,
      ),
    ) as [number, number]
    const paint = percentile(
      seen.map((one) => one.paint),
      0.5,
    )
    const verdict = p50 <= MOST_MS ? 'met' : 'MISSED'
    console.log(
      `${page.path.padEnd(24)} first paint ${paint.toFixed(0)} ms, meaningful p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms ` +
        `(target p50 ≤ ${MOST_MS} ms: ${verdict}), ${((seen[0]?.scripts ?? 0) / 1000).toFixed(0)} kB JavaScript (target ≤ 300 kB)`,
    )
  }
}
