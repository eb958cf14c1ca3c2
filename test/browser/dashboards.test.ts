import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Dashboard, DashboardSummary } from '../../web/src/api/types.ts'
import { ask, numberIn, totalOf, visit } from './visit.ts'

const widget = (page: Page, name: string) => page.getByRole('article', { name, exact: true })

/** A new dashboard with one widget on it, in the middle of being edited. */
async function startDashboard(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New dashboard' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Make', exact: true }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  await addWidget(page, 'Count', 'Open ones')
}

async function addWidget(page: Page, type: string, title: string): Promise<void> {
  await page
    .getByRole('button', { name: /^(Widget|Add a widget)$/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Shows' }).click()
  await page.getByRole('option', { name: type, exact: true }).click()
  await dialog.getByLabel('Title').fill(title)
  // What it will show is there before it is added.
  await dialog.getByRole('article', { name: title }).waitFor()
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await widget(page, title).waitFor()
}

/** The word of an earlier time may still be there: the server's answer tells. */
const save = async (page: Page) => {
  const answer = page.waitForResponse(
    (one) => one.url().includes('/api/v1/dashboards') && one.request().method() !== 'GET',
  )
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  expect((await answer).ok()).toBe(true)
  await page.getByText('The dashboard is saved.').first().waitFor()
}

const stored = async (page: Page): Promise<Dashboard> =>
  ask<Dashboard>(page, `/dashboards/${new URL(page.url()).pathname.split('/').at(-1)}`)

const placeOf = (dashboard: Dashboard, title: string) =>
  dashboard.widgets.find((one) => one.title === title)?.place

test('a dashboard is put together, moved by keys and by hand, and stays so', async () => {
  const page = await visit('/dashboards')
  await startDashboard(page, 'Every morning')
  await addWidget(page, 'Breakdown', 'Of each severity')
  await addWidget(page, 'Heat map', 'Where it is')
  await save(page)
  const before = placeOf(await stored(page), 'Open ones')
  expect(before).toMatchObject({ x: 0, w: 3 })

  await page.getByRole('button', { name: /^Place of Open ones/ }).focus()
  for (const keys of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) await page.keyboard.press(keys)
  // Who does not see it hears where it is now.
  await page.getByText('Column 3 of 12, row 1; 4 wide, 2 tall.').waitFor({ state: 'attached' })
  await save(page)
  expect(placeOf(await stored(page), 'Open ones')).toMatchObject({ x: 2, w: 4 })

  const head = await widget(page, 'Open ones').getByRole('heading').boundingBox()
  if (!head) throw new Error('no head to take hold of')
  await page.mouse.move(head.x + 5, head.y + 5)
  await page.mouse.down()
  await page.mouse.move(head.x + 300, head.y + 5, { steps: 10 })
  await page.mouse.up()
  await save(page)
  expect(placeOf(await stored(page), 'Open ones')?.x).toBeGreaterThan(2)

  const corner = page
    .locator('.react-grid-item', { has: widget(page, 'Open ones') })
    .locator('.react-resizable-handle')
  const { w, h } = placeOf(await stored(page), 'Open ones') ?? { w: 0, h: 0 }
  const grip = await corner.boundingBox()
  if (!grip) throw new Error('no corner to take hold of')
  await page.mouse.move(grip.x + 5, grip.y + 5)
  await page.mouse.down()
  await page.mouse.move(grip.x + 160, grip.y + 90, { steps: 10 })
  await page.mouse.up()
  await save(page)
  const sized = placeOf(await stored(page), 'Open ones')
  expect(sized?.w).toBeGreaterThan(w)
  expect(sized?.h).toBeGreaterThan(h)

  await page.reload()
  await widget(page, 'Where it is').getByRole('table').waitFor()
  expect(placeOf(await stored(page), 'Open ones')).toEqual(sized)
})

test('an empty one begins with the usual widgets, side by side', async () => {
  const page = await visit('/dashboards')
  await page.getByRole('button', { name: 'New dashboard' }).first().click()
  await page.getByLabel('Name').fill('The usual')
  await page.getByRole('button', { name: 'Make', exact: true }).click()
  await page.getByRole('button', { name: 'Begin with the usual ones' }).click()
  await widget(page, 'Fix first').getByRole('link').first().waitFor()
  await save(page)
  const dashboard = await stored(page)
  expect(dashboard.widgets.length).toBeGreaterThan(6)
  const counts = dashboard.widgets
    .filter(({ type }) => type === 'count')
    .map(({ place }) => [place.x, place.y])
  expect(counts).toEqual([
    [0, 0],
    [3, 0],
    [6, 0],
    [9, 0],
  ])
})

test('each figure leads to as many rows', async () => {
  const page = await visit('/dashboards')
  await startDashboard(page, 'Figures')
  await addWidget(page, 'Heat map', 'By application')
  await save(page)
  const links = [
    widget(page, 'Open ones').getByRole('link').first(),
    widget(page, 'By application').locator('tbody td a').first(),
  ]
  const told = []
  for (const link of links) {
    told.push({ number: await numberIn(link), to: (await link.getAttribute('href')) ?? '' })
  }
  for (const { number, to } of told) {
    expect(number).toBeGreaterThan(0)
    await page.goto(to)
    expect(await totalOf(page, 'Findings'), to).toBe(number)
  }
})

test('a saved view is what a widget can be about', async () => {
  const page = await visit('/findings?state=open&kind=secret')
  const secrets = await totalOf(page, 'Findings')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Keep this view' }).click()
  await page.getByLabel('Name').fill('Secrets that are open')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.goto('/dashboards')
  await startDashboard(page, 'About a view')
  await page.getByRole('button', { name: 'Change Open ones' }).click()
  await page.getByRole('menuitem', { name: 'Edit' }).click()
  await page.getByRole('dialog').getByRole('combobox', { name: 'Findings' }).click()
  await page.getByRole('option', { name: 'Secrets that are open' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Change', exact: true }).click()
  await expect.poll(() => numberIn(widget(page, 'Open ones').getByRole('link').first())).toBe(secrets)
})

test('what is not saved is asked for before it is left', async () => {
  const page = await visit('/dashboards')
  await startDashboard(page, 'Half done')
  await page.getByRole('link', { name: 'Findings', exact: true }).click()
  await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await save(page)
})

test('it is shared, set for a role, duplicated, carried elsewhere and deleted', async () => {
  const page = await visit('/dashboards')
  const name = `For the auditors ${Date.now()}`
  await startDashboard(page, name)
  await save(page)
  await page.getByRole('button', { name: 'Done' }).click()
  const more = page.getByRole('button', { name: 'More of this dashboard' })
  await more.click()
  await page.getByRole('menuitem', { name: 'Name and share' }).click()
  await page.getByRole('dialog').locator('label', { hasText: 'Everyone' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect((await stored(page)).visibility).toBe('everyone')

  await more.click()
  await page.getByRole('menuitem', { name: 'Name and share' }).click()
  // Marked with the click, not when the server has said so.
  await page.getByRole('checkbox', { name: 'Auditor' }).check()
  await expect.poll(async () => (await stored(page)).defaultFor).toEqual(['auditor'])
  await page.keyboard.press('Escape')

  await more.click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Export as JSON' }).click(),
  ])
  const file = await download.path()
  await more.click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await page.waitForURL((url) => url.pathname.startsWith('/dashboards/'))
  await page.goto('/dashboards')
  await page.locator('input[type=file]').setInputFiles({
    name: 'carried.dashboard.json',
    mimeType: 'application/json',
    buffer: await readFile(file),
  })
  await page.getByRole('heading', { name, level: 1 }).waitFor()
  const same = async () =>
    (await ask<DashboardSummary[]>(page, '/dashboards')).filter((one) => one.name.startsWith(name))
  expect((await same()).map(({ widgetCount }) => widgetCount)).toEqual([1, 1, 1])

  await more.click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await page.waitForURL('**/dashboards')
  expect(await same()).toHaveLength(2)
})

test('as of a day that is over', async () => {
  const page = await visit('/dashboards')
  await startDashboard(page, 'Long ago')
  await save(page)
  await page.getByLabel('As of').fill('2020-01-01')
  await page.getByRole('status').getByText('As of the end of Jan 1, 2020').waitFor()
  await expect.poll(() => numberIn(widget(page, 'Open ones').locator('strong, span, a').first())).toBe(0)
  expect(new URL(page.url()).searchParams.get('asOf')).toBe('2020-01-01')
})
