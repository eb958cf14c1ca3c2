import { expect, test } from 'vitest'
import { rows, visit } from './visit.ts'

const MOST_BYTES = 300_000

test.each([
  ['/', 'Fix these first'],
  ['/findings?state=open', 'Findings'],
])('%s needs at most 300 kB of compressed JavaScript', async (path, heading) => {
  const page = await visit('/favicon.svg')
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  const scripts = new Set<string>()
  const sizes = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) =>
    sizes.set(requestId, encodedDataLength),
  )
  await page.goto(path)
  await page.getByRole('heading', { name: heading }).waitFor()
  const bytes = [...scripts].reduce((sum, id) => sum + (sizes.get(id) ?? 0), 0)
  expect(bytes).toBeGreaterThan(50_000)
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES)
})

test('nothing comes from anywhere else', async () => {
  const page = await visit('/favicon.svg')
  const own = new URL(page.url()).origin
  const foreign: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(own)) foreign.push(request.url())
  })
  await page.goto('/findings?state=open')
  await rows(page).first().waitFor()
  await page.goto('/')
  await page.getByRole('heading', { name: 'Fix these first' }).waitFor()
  expect(foreign).toEqual([])
})
