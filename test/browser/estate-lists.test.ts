import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { EstateNode, NodeCounts, Page as Paged } from '../../web/src/api/types.ts'
import { CLUSTER, discoverShop, SHOP } from './shop-discovery.ts'
import { ask, EDGE, rows, totalOf, visit } from './visit.ts'

/** Opens a page after the shop was discovered; sending the same bytes again changes nothing. */
async function visitEstate(path: string): Promise<Page> {
  const page = await visit('/favicon.svg')
  await discoverShop(page)
  await page.goto(path)
  return page
}

const showsRows = (page: Page, count: number) =>
  expect.poll(() => rows(page).count(), { timeout: 30_000 }).toBe(count)

const panelOf = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

test('APIs are listed with who reaches them, and the filters are the address', async () => {
  const page = await visitEstate('/estate/apis')
  const total = await totalOf(page, 'APIs')
  expect(total).toBe((await ask<Paged<EstateNode>>(page, '/estate/nodes?kind=endpoint&limit=1')).total)
  const { asset } = await ask<NodeCounts>(page, '/estate/counts?kind=endpoint')
  await page.goto(`/estate/apis?asset=${asset.find(({ label }) => label === SHOP)?.value}`)
  await showsRows(page, 2)
  expect(await page.getByRole('checkbox', { name: new RegExp(`^${SHOP}`) }).isChecked()).toBe(true)
  await page.getByRole('checkbox', { name: /^Internet/ }).check()
  await expect.poll(() => page.url()).toContain('exposure=internet')
  await showsRows(page, 2)
  const [people, baskets] = [
    rows(page).filter({ hasText: '/people' }),
    rows(page).filter({ hasText: '/baskets' }),
  ]
  await people.getByText('Internet').waitFor()
  await people.getByText('None seen').waitFor()
  await people.getByText('Personal (PII)').waitFor()
  await baskets.getByText('requireShopper').waitFor()
  await page.getByRole('button', { name: 'No authentication seen', exact: true }).click()
  await showsRows(page, 1)
  expect(page.url()).toContain('authenticated=false')
  await page.reload()
  await showsRows(page, 1)
  await page.getByRole('button', { name: 'Take off No authentication seen' }).click()
  await showsRows(page, 2)
  await page.getByLabel('Search APIs').fill('baskets')
  await showsRows(page, 1)
  await page.getByLabel('Search APIs').fill('nothing is called so')
  await page.getByRole('heading', { name: 'Nothing matches' }).waitFor()
})

test('a thing is opened beside its list, with the way to it, and leads on to what it is linked with', async () => {
  const page = await visitEstate('/estate/apis?q=people')
  await rows(page).first().click(EDGE)
  const panel = panelOf(page, 'APIs')
  await panel.getByRole('heading', { name: 'GET /people/{id}' }).waitFor()
  const way = panel.getByRole('list', { name: 'Way there' }).getByRole('listitem')
  expect(await way.allTextContents()).toEqual([
    'Internet',
    'Ingress/shop/doorIngress',
    'Deployment/shop/webWorkload',
    'registry.test/shopImage',
    'shop-webDeployable',
    'GET /people/{id}Endpoint',
  ])
  await panel.getByText('70 %, by convention').waitFor()
  await panel.getByRole('link', { name: 'Person' }).click()
  await panel.getByRole('heading', { name: 'Person' }).waitFor()
  await panel
    .getByRole('region', { name: 'Read by' })
    .getByRole('link', { name: 'GET /people/{id}' })
    .waitFor()
  await page.goBack()
  await panel.getByRole('heading', { name: 'GET /people/{id}' }).waitFor()
  await way.getByRole('link', { name: 'Deployment/shop/web' }).click()
  await panel.getByRole('link', { name: CLUSTER }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})

test('a link that somebody cuts is no longer followed, until it is taken back', async () => {
  const page = await visitEstate('/estate/apis?q=people&exposure=internet')
  await rows(page).first().click(EDGE)
  const panel = panelOf(page, 'APIs')
  await panel.getByRole('link', { name: 'Deployment/shop/web' }).click()
  await panel.getByRole('button', { name: 'Cut: runs registry.test/shop' }).click()
  const dialog = page.getByRole('dialog')
  const cut = dialog.getByRole('button', { name: 'Cut the link' })
  expect(await cut.isDisabled()).toBe(true)
  await dialog.getByLabel('Why is this link wrong?').fill('It runs another image')
  await cut.click()
  await panel.getByText('It runs another image').waitFor()
  await panel.getByText('Cut', { exact: true }).waitFor()
  await showsRows(page, 0)
  await panel.getByRole('button', { name: 'Take back what was said: runs registry.test/shop' }).click()
  await showsRows(page, 1)
  await panel.getByRole('button', { name: 'Confirm: runs registry.test/shop' }).click()
  await panel.getByText('Confirmed', { exact: true }).waitFor()
  await panel.getByRole('button', { name: /^Take back/ }).click()
  await panel.getByRole('button', { name: 'Confirm: runs registry.test/shop' }).waitFor()
})

test('fields of sensitive data are counted by class, and each count leads to its rows', async () => {
  const page = await visitEstate('/estate/data')
  const { asset } = await ask<NodeCounts>(page, '/estate/counts?kind=field')
  const shop = asset.find(({ label }) => label === SHOP)
  await page.goto(`/estate/data?asset=${shop?.value}`)
  const classes = page.getByRole('navigation', { name: 'Fields by class of data' })
  await classes.getByRole('link', { name: '2 Personal (PII)' }).click()
  await showsRows(page, 2)
  expect(page.url()).toContain('data=pii')
  await classes.getByRole('link', { name: '1 Cards (PCI)' }).click()
  await showsRows(page, 1)
  await rows(page).first().getByText('card-number').waitFor()
  await rows(page).first().getByText('95 %').waitFor()
  await classes.getByRole('link', { name: '1 Cards (PCI)' }).click()
  await showsRows(page, 3)
})

test('pipelines tell what they trust, and lead to the findings about them', async () => {
  const page = await visitEstate('/estate/pipelines?q=ship')
  const row = rows(page).first()
  await row.getByText('Ship', { exact: true }).waitFor()
  await row.getByText('1 not pinned').waitFor()
  await row.click()
  const panel = panelOf(page, 'Pipelines')
  await panel.getByText('REGISTRY_TOKEN').waitFor()
  await panel.getByText(/actions\/checkout@v4, not pinned/).waitFor()
  await panel.getByRole('link', { name: 'all of the asset’s pipelines' }).click()
  await page.getByRole('heading', { name: 'Findings', level: 1 }).waitFor()
  expect(page.url()).toMatch(/kind=pipeline/)
  expect(page.url()).toMatch(/asset=/)
})

test('keys move through the list and the panel follows', async () => {
  const page = await visitEstate(`/estate/apis?q=/`)
  await rows(page).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const panel = panelOf(page, 'APIs')
  const heading = panel.getByRole('heading', { level: 1 })
  await heading.waitFor()
  const first = await heading.textContent()
  await page.keyboard.press('j')
  await expect.poll(() => heading.textContent().catch(() => first)).not.toBe(first)
})
