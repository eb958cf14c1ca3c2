import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import type { EstateNode, Page as Paged } from '../../web/src/api/types.ts'
import { openOf } from '../../web/src/estate/node-open.ts'
import { newDashboard } from './new-dashboard.ts'
import { discoverOrders } from './orders-discovery.ts'
import { discoverShop, SHOP } from './shop-discovery.ts'
import { SHIRO } from './small-mirror.ts'
import { ask, visit } from './visit.ts'

const first = async (page: Page, path: string) => (await ask<Paged<{ id: string }>>(page, path)).items[0]?.id

const firstPolicy = async (page: Page) => (await ask<{ id: string }[]>(page, '/policies'))[0]?.id

/** A thing of the estate as the address has it. */
const firstNode = async (page: Page, kind: string, q: string) => {
  const [node] = (await ask<Paged<EstateNode>>(page, `/estate/nodes?kind=${kind}&q=${q}&limit=1`)).items
  return node && openOf({ asset: node.asset.id, node: node.id })
}

/** Every page by name, with how to get its address. */
const PAGES: Record<string, (page: Page) => Promise<string> | string> = {
  overview: () => '/',
  findings: () => '/findings?state=open',
  'finding in the panel': async (page) =>
    `/findings?state=open&open=${await first(page, '/findings?state=open&kind=code')}`,
  finding: async (page) => `/findings/${await first(page, '/findings?agreed=true')}`,
  'no finding': () => '/findings?q=nothing-is-called-so',
  applications: async (page) => `/applications?expanded=${await first(page, '/applications')}`,
  application: async (page) => `/applications/${await first(page, '/applications')}`,
  asset: async (page) => `/asset/${await first(page, '/assets')}?tab=context`,
  dependencies: async (page) => `/asset/${await first(page, '/assets?q=shop-api')}?tab=dependencies`,
  components: () => '/components',
  component: async (page) => `/components?open=${await first(page, '/components')}`,
  'who uses it': () => '/components/where?of=shiro-core',
  'nobody asked': () => '/components/where',
  'nobody uses it': () => '/components/where?of=nobody',
  upgrades: () => '/components/upgrades',
  advisory: () => `/advisories/${SHIRO}`,
  'no advisory': () => '/advisories/CVE-1999-0001',
  package: () => '/packages/Maven%3Aorg.apache.shiro%3Ashiro-core',
  'no package': () => '/packages/npm%3Anobody',
  coverage: () => '/estate/coverage',
  'no coverage': () => '/estate/coverage?q=nothing-is-called-so',
  changes: () => '/estate/changes',
  'changes of an asset': async (page) => `/estate/changes?asset=${await discoverOrders(page, 'acme/look')}`,
  'estate of an asset': async (page) => `/asset/${await discoverOrders(page, 'acme/look')}?tab=estate`,
  discover: () => '/imports?discover=yes',
  merges: async (page) => `/merges?open=${await first(page, '/merges')}`,
  apis: () => '/estate/apis',
  'API in the panel': async (page) =>
    `/estate/apis?q=people&open=${await firstNode(page, 'endpoint', 'people')}`,
  'no API': () => '/estate/apis?q=nothing-is-called-so',
  data: () => '/estate/data?data=pii',
  pipelines: async (page) => `/estate/pipelines?open=${await firstNode(page, 'pipeline', 'ship')}`,
  traffic: () => '/estate/traffic',
  'no map chosen': () => '/estate/map',
  map: () => `/estate/map?asset=${SHOP}`,
  'map with a search': () => `/estate/map?asset=${SHOP}&q=people`,
  'map with the panel': async (page) =>
    `/estate/map?asset=${SHOP}&open=${await firstNode(page, 'deployable', 'shop-web')}`,
  questions: () => '/estate/questions',
  answers: () =>
    `/estate/questions?q=${encodeURIComponent('internet -> endpoint[!authenticated && name.contains("people")]')}`,
  'mistaken question': () => '/estate/questions?q=endpint',
  policies: () => '/policies',
  'no policy': () => '/policies?q=nothing-is-called-so',
  policy: async (page) => `/policies/${await firstPolicy(page)}`,
  'policy tests': async (page) => `/policies/${await firstPolicy(page)}?view=tests`,
  'policy versions': async (page) => `/policies/${await firstPolicy(page)}?view=versions`,
  'new policy': () => '/new-policy',
  combinations: () => '/combinations',
  combination: async (page) =>
    `/combinations/${(await ask<{ items: { id: string }[] }>(page, '/combinations')).items[0]?.id}`,
  'new combination': () => '/new-combination',
  'findings with all columns': () =>
    '/findings?state=open&columns=severity,score,title,location,asset,application,kind,tools,ssvc,reachability,epss,tags,owner,assignee,due',
  imports: () => '/imports',
  import: async (page) => `/imports?open=${await first(page, '/reports')}`,
  ...Object.fromEntries(
    [
      'account',
      'people',
      'teams',
      'roles',
      'tokens',
      'context',
      'ownership',
      'sla',
      'risk',
      'formats',
      'merging',
      'licenses',
      'intelligence',
      'audit',
      'data',
    ].map((section) => [`settings: ${section}`, () => `/settings/${section}`]),
  ),
  'overview of the CISO': () => '/?view=ciso',
  'overview of security': () => '/?view=security',
  'overview of developers': () => '/?view=developer',
  'overview of auditors': () => '/?view=auditor&asOf=2026-01-01',
  dashboards: () => '/dashboards',
  dashboard: async (page) => `/dashboards/${await newDashboard(page)}`,
  'dashboard being edited': async (page) => `/dashboards/${await newDashboard(page)}?edit=yes`,
  exceptions: () => '/exceptions',
  'no exception': () => '/exceptions?q=nothing-is-called-so',
  'asking for an exception': () => '/exceptions?ask=rule',
  'due dates': () => '/sla?by=team',
  'no such page': () => '/nowhere',
}

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('load')
  await page.locator('main').waitFor()
  await expect
    .poll(() => page.locator('[aria-busy=true], [role=status][aria-label^=Loading]').count(), {
      timeout: 30_000,
    })
    .toBe(0)
}

const seriousIn = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)

/** Between them these show everything that has a colour. */
const DARK = [
  'coverage',
  'overview',
  'finding in the panel',
  'applications',
  'asset',
  'dependencies',
  'advisory',
  'package',
  'API in the panel',
  'import',
  'settings: people',
  'settings: intelligence',
  'map with the panel',
  'answers',
  'policy',
  'combination',
  'overview of the CISO',
  'overview of auditors',
  'dashboard',
  'exceptions',
  'due dates',
  'findings with all columns',
  'settings: risk',
  'settings: ownership',
]

test('there is an estate to look at', async () => {
  await discoverShop(await visit('/favicon.svg'))
})

describe.each([
  ['light', Object.keys(PAGES)],
  ['dark', DARK],
] as const)('%s', (scheme, names) => {
  test.each(names)('%s has no serious axe violation', async (name) => {
    const page = await visit('/favicon.svg', { scheme })
    await page.goto((await PAGES[name]?.(page)) ?? '')
    await settled(page)
    expect(await seriousIn(page)).toEqual([])
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe(scheme)
  })
})

/** What scrolls sideways, each with what sticks out of it. Runs in the page. */
const tooWide = (): string[][] =>
  [...document.querySelectorAll('html, main, main > *, main > * > *')]
    .filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        (element === document.documentElement || getComputedStyle(element).overflowX !== 'visible'),
    )
    .map((element) => [
      element.className,
      ...[...element.querySelectorAll('*')]
        .filter((inner) => inner.getBoundingClientRect().right > innerWidth + 1)
        .map((inner) => `${inner.className} ${inner.textContent?.slice(0, 80)}`)
        .slice(-3),
    ])

describe('360 px wide', () => {
  test.each(Object.keys(PAGES))('%s does not scroll sideways', async (name) => {
    const page = await visit('/favicon.svg', { width: 360, height: 740 })
    await page.goto((await PAGES[name]?.(page)) ?? '')
    await settled(page)
    // What comes and goes while the page fills is no scrolling.
    await expect.poll(() => page.evaluate(tooWide)).toEqual([])
  })

  test('the menu leads everywhere', async () => {
    const page = await visit('/', { width: 360, height: 740 })
    await page.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Components' }).click()
    await page.getByRole('heading', { name: 'Components', level: 1 }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })
})

test('the doors have no serious axe violation', async () => {
  const page = await visit('/sign-in', { signedIn: false })
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  expect(await seriousIn(page)).toEqual([])
})

test('dialogs have no serious axe violation', async () => {
  const page = await visit('/findings?state=open')
  await settled(page)
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('e')
  await page.getByRole('dialog').waitFor()
  expect(await seriousIn(page)).toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Go to a page').fill('ledger')
  await page
    .getByRole('button', { name: /Repository/ })
    .first()
    .waitFor()
  expect(await seriousIn(page)).toEqual([])
})

test.each(['/', '/findings/{id}'])(
  '%s is whole on paper, light and without what leads elsewhere',
  async (path) => {
    const page = await visit('/favicon.svg', { scheme: 'dark' })
    await page.goto(path.replace('{id}', (await first(page, '/findings?kind=dependency')) ?? ''))
    await settled(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('navigation').first().isVisible()).toBe(false)
    const { height, ground } = await page.evaluate(() => ({
      height: document.documentElement.scrollHeight / innerHeight,
      ground: getComputedStyle(document.documentElement).colorScheme,
    }))
    // What scrolled inside the window goes on over as many sheets as it takes.
    expect(height).toBeGreaterThan(1.2)
    expect(ground).toBe('light')
  },
)

test('a dialog on a phone is no second banner', async () => {
  const page = await visit('/exceptions', { width: 360 })
  await page.getByRole('button', { name: 'Ask for an exception' }).click()
  await page.getByRole('dialog').waitFor()
  const { violations } = await new AxeBuilder({ page }).withRules(['landmark-no-duplicate-banner']).analyze()
  expect(violations).toEqual([])
})

test('no table of the due dates has a nameless column, and no two places one name', async () => {
  const page = await visit('/sla')
  await page.getByRole('cell', { name: 'All', exact: true }).waitFor()
  const rules = ['empty-table-header', 'landmark-unique']
  expect((await new AxeBuilder({ page }).withRules(rules).analyze()).violations).toEqual([])
})

test('dark is chosen once and never flashes', async () => {
  const page = await visit('/')
  await page.getByRole('button', { name: /^Account of/ }).click()
  await page.getByRole('menuitem', { name: 'Dark' }).click()
  await page.goto('/findings', { waitUntil: 'commit' })
  // Before the app has run, the small script in the head has set the scheme already.
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor()
  await page.getByRole('heading', { name: 'Findings' }).waitFor()
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const brightness = Math.max(...(ground.match(/\d+/g) ?? []).slice(0, 3).map(Number))
  expect(brightness).toBeLessThan(64)
})
