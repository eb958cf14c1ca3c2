import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { upload } from './orders-discovery.ts'
import { discoverShop, SHOP } from './shop-discovery.ts'
import { visit } from './visit.ts'

const picture = (page: Page): Locator => page.getByRole('region', { name: 'Map', exact: true })
const box = (page: Page, name: string | RegExp): Locator => picture(page).getByRole('button', { name })
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))

const FOLDED = 'estate/folded'
const GROUPS = 10
const EACH = 30

/** A source tree of ten services with thirty endpoints each, and the pipelines that build them. */
const many = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'folded' },
  deployables: Array.from({ length: GROUPS }, (_, i) => ({
    name: `service-${i}`,
    kind: 'service',
    path: `services/${i}`,
    manifests: [`services/${i}/package.json`],
  })),
  endpoints: Array.from({ length: GROUPS * EACH }, (_, i) => ({
    method: 'GET',
    path: `/service-${Math.floor(i / EACH)}/part-${i % EACH}`,
    file: 'routes.ts',
    line: i + 1,
    protocol: 'http',
    framework: 'Express',
    authenticated: i % 10 !== 0,
    data: [],
    parameters: [],
    sources: ['code'],
  })),
  links: Array.from({ length: GROUPS * EACH }, (_, i) => ({
    from: `deployable:services/${Math.floor(i / EACH)}`,
    kind: 'exposes',
    to: `endpoint:GET /service-${Math.floor(i / EACH)}/part-${i % EACH}`,
    evidence: `routes.ts:${i + 1}`,
    confidence: 1,
  })),
}

test('a map leads from the internet to the code, over the cluster of another asset', async () => {
  const page = await visit('/favicon.svg')
  await discoverShop(page)
  await page.goto('/estate/map')
  await page.getByRole('combobox', { name: 'Application or asset' }).fill(SHOP)
  await page.getByRole('option', { name: SHOP }).click()
  await box(page, /^Deployable shop-web/).click()
  const panel = page.getByRole('region', { name: 'Details' })
  await panel.getByRole('heading', { name: 'shop-web', level: 1 }).waitFor()
  expect(page.url()).toContain('open=')
  const way = picture(page).locator('button[data-way]')
  const names = await way.evaluateAll((all) =>
    all.map((one) => one.getAttribute('aria-label')?.split(' · ')[0]),
  )
  expect(names).toEqual([
    'Internet Internet',
    'Ingress Ingress/shop/door',
    'Workload Deployment/shop/web',
    'Image registry.test/shop',
    'Deployable shop-web',
  ])
  expect(await box(page, /GET \/people/).getAttribute('aria-label')).toContain('no authentication seen')

  await page.keyboard.press('ArrowLeft')
  expect(await focused(page)).toContain('Image registry.test/shop')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await focused(page)).toMatch(/^Endpoint/)
  await page.keyboard.press('Enter')
  await panel.getByRole('heading', { name: /^(GET|POST) \// }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(page.url()).not.toContain('open=')
})

test('a kind that is hidden still joins what it joined', async () => {
  const page = await visit('/favicon.svg')
  await discoverShop(page)
  await page.goto(`/estate/map?asset=${SHOP}`)
  await box(page, /^Image/).waitFor()
  await page.getByRole('checkbox', { name: /^Image/ }).uncheck()
  await box(page, /^Image/).waitFor({ state: 'detached' })
  expect(page.url()).toContain('kinds=internet,')
  await box(page, /^Deployable shop-web/).focus()
  await page.keyboard.press('ArrowLeft')
  expect(await focused(page)).toContain('Workload Deployment/shop/web')
})

test('three hundred endpoints are ten boxes until one is unfolded, and a search finds into them', async () => {
  const page = await visit('/favicon.svg')
  await upload(page, many, { asset: FOLDED })
  await page.goto(`/estate/map?asset=${FOLDED}`)
  const groups = box(page, /^30 endpoints/)
  await groups.first().waitFor()
  expect(await groups.count()).toBe(GROUPS)
  expect(await box(page, /^Endpoint/).count()).toBe(0)
  expect(await groups.first().getAttribute('aria-label')).toContain('3 without authentication')
  await groups.first().click()
  await expect.poll(() => box(page, /^Endpoint/).count()).toBe(EACH)
  await groups.first().click()
  await expect.poll(() => box(page, /^Endpoint/).count()).toBe(0)

  await page.getByRole('searchbox', { name: 'Find in the map' }).fill('service-3/part-1')
  await page.getByText('11 things found').waitFor()
  await expect.poll(() => picture(page).locator('button:not([data-dim])').count()).toBe(1)
  expect(await picture(page).locator('button:not([data-dim])').textContent()).toContain('11 found')
})

test('the picture grows and shrinks with the keys', async () => {
  const page = await visit('/favicon.svg')
  await upload(page, many, { asset: FOLDED })
  await page.goto(`/estate/map?asset=${FOLDED}`)
  const size = async () => (await box(page, /^Deployable service-0/).boundingBox())?.width ?? 0
  await box(page, /^Deployable service-0/).focus()
  const before = await size()
  await page.keyboard.press('+')
  await expect.poll(size).toBeGreaterThan(before)
  await page.keyboard.press('-')
  await page.keyboard.press('-')
  await expect.poll(size).toBeLessThan(before)
})

test('in a small window the map is a list that opens the same panel', async () => {
  const page = await visit('/favicon.svg', { width: 360, height: 740 })
  await discoverShop(page)
  await page.goto(`/estate/map?asset=${SHOP}`)
  const list = page.getByRole('navigation', { name: 'Map' })
  // Below what leads to it.
  const code = list
    .getByRole('listitem')
    .filter({ hasText: 'registry.test/shop' })
    .getByRole('link', { name: 'shop-web' })
  await code.first().click()
  await page.getByRole('region', { name: 'Details' }).getByRole('heading', { name: 'shop-web' }).waitFor()
})

test('an asset leads to its map, and one without an estate says how to get one', async () => {
  const page = await visit('/favicon.svg')
  await upload(
    page,
    { results: [], errors: [], version: '1.90.0', paths: { scanned: [] } },
    { asset: 'estate/bare', format: 'semgrep' },
  )
  await page.goto('/estate/map?asset=estate/bare')
  await page.getByText('stance discover path/to/repository').waitFor()
})
