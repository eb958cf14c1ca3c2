import { expect, test } from 'vitest'
import type { Finding, Page as Paged } from '../../web/src/api/types.ts'
import { ask, rows, totalOf, visit } from './visit.ts'

const current = 'tr[data-current]'

test('keys move, open, select and triage; rows keep their place', async () => {
  const page = await visit('/findings?state=open&asset=gateway&kind=code')
  await rows(page).nth(3).waitFor()
  const third = await rows(page).nth(2).getByRole('link').first().textContent()

  for (const key of ['j', 'j', 'j', 'k', 'j']) await page.keyboard.press(key)
  expect(await page.locator(current).getByRole('link').first().textContent()).toBe(third)

  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'Finding', exact: true })
  await panel.getByRole('heading', { level: 1, name: third ?? '' }).waitFor()
  await page.keyboard.press('k')
  const second = await rows(page).nth(1).getByRole('link').first().textContent()
  await panel.getByRole('heading', { level: 1, name: second ?? '' }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })

  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('2 findings selected').waitFor()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  await dialog.getByText('False positive').click()
  await dialog.getByLabel('Why is this not a weakness?').fill('Only reachable from tests.')
  await dialog.getByRole('button', { name: 'Change 2 findings' }).click()
  await dialog.waitFor({ state: 'detached' })

  // They stay where they are, struck through, until the list is read again.
  expect(await rows(page).nth(2).getByRole('link').first().textContent()).toBe(third)
  const settled = await ask<Paged<Finding>>(page, '/findings?state=false_positive&asset=gateway')
  expect(settled.items.map(({ title }) => title).toSorted()).toEqual([second, third].toSorted())

  await page.goto(`/findings/${settled.items[0]?.id}`)
  await page.getByText('Only reachable from tests.').first().waitFor()
})

test('the focus is where the keys are: in the list, at the first choice of a dialog, and back in the list', async () => {
  const page = await visit('/findings?state=open&asset=gateway')
  await rows(page).nth(3).waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  const list = page.getByRole('grid', { name: 'Findings' })
  const isInList = () => list.evaluate((element) => element === document.activeElement)
  expect(await isInList()).toBe(true)
  expect(await list.getAttribute('aria-activedescendant')).toBe('row-1')
  await page.keyboard.press('e')
  const keep = page.getByRole('dialog').getByRole('radio', { checked: true })
  await expect.poll(() => keep.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(isInList).toBe(true)
})

test('a place without room is cut at its beginning: the file and the line stay', async () => {
  const page = await visit('/findings?state=open&asset=shop-api&kind=code', { width: 1440 })
  const place = page.getByTitle(/^src\/routes\/\w+\.ts:\d+$/).first()
  await place.waitFor()
  const { cut, text } = await place.evaluate((element) => {
    const [outer, inner] = [element, element.firstElementChild ?? element].map((one) =>
      one.getBoundingClientRect(),
    )
    return { cut: outer, text: inner }
  })
  expect(text?.width).toBeGreaterThan((cut?.width ?? 0) + 1)
  expect(text?.right).toBeLessThanOrEqual((cut?.right ?? 0) + 1)
})

test('/ leads to the search from chosen rows too', async () => {
  const page = await visit('/findings?state=open')
  await rows(page).nth(1).waitFor()
  const search = page.getByRole('searchbox', { name: 'Search findings' })
  for (const key of ['j', 'x']) await page.keyboard.press(key)
  await page.getByText('1 finding selected').waitFor()
  expect(await search.count()).toBe(0)
  await page.keyboard.press('/')
  await search.waitFor()
  expect(await search.evaluate((one) => one === document.activeElement)).toBe(true)
  await page.keyboard.press('Escape')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Select none' }).click()
  await search.waitFor()
  expect(await search.evaluate((one) => one === document.activeElement)).toBe(false)
})

test('without a choice, e is about the row that the keys are on', async () => {
  const page = await visit('/findings?state=open&asset=platform&kind=config')
  await rows(page).nth(1).waitFor()
  const title = await rows(page).nth(1).getByRole('link').first().textContent()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Triage 1 finding' })
  await dialog.getByLabel('Note').fill('Looked at it by keys alone.')
  await dialog.getByRole('button', { name: 'Change 1 finding' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.keyboard.press('Enter')
  const panel = page.getByRole('region', { name: 'Finding', exact: true })
  await panel.getByText('Looked at it by keys alone.').waitFor()
  expect(await panel.getByRole('heading', { level: 1 }).textContent()).toBe(title)
})

test('a facet gives as many rows as it says, and the address keeps it', async () => {
  const page = await visit('/findings?state=open')
  await totalOf(page, 'Findings')
  const choice = page
    .getByRole('group', { name: 'Severity' })
    .or(page.locator('section', { hasText: 'Severity' }))
    .first()
  const high = choice.locator('label', { hasText: 'High' })
  const count = Number((await high.locator('span').last().textContent())?.replace(/\D/g, ''))
  await high.click()
  await expect.poll(() => totalOf(page, 'Findings')).toBe(count)
  expect(new URL(page.url()).searchParams.get('severity')).toBe('high')
  await page.goBack()
  await expect.poll(() => totalOf(page, 'Findings')).toBeGreaterThan(count)
})

test('columns are chosen, the address and a kept view remember them, and more than fit scroll sideways', async () => {
  const page = await visit('/findings?state=open', { width: 1100 })
  const list = page.getByRole('grid', { name: 'Findings' })
  const heads = () => list.getByRole('columnheader').allTextContents()
  await rows(page).first().waitFor()
  expect(await heads()).not.toContain('Owner')
  await page.getByRole('button', { name: 'Columns' }).click()
  for (const name of ['Owner', 'Reachability', 'SSVC', 'Tags', 'Assignee'])
    await page.getByRole('checkbox', { name, exact: true }).check()
  await page.getByRole('checkbox', { name: 'Kind', exact: true }).uncheck()
  expect(await page.getByRole('checkbox', { name: 'Finding', exact: true }).isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await expect.poll(heads).toEqual(expect.arrayContaining(['Owner', 'Reachability', 'SSVC', 'Tags', 'Due']))
  expect(await heads()).not.toContain('Kind')
  // A team's name, not its id.
  await rows(page).filter({ hasText: 'ledger' }).first().getByText('Finance').first().waitFor()
  expect(await list.evaluate((grid) => (grid.parentElement?.scrollWidth ?? 0) > innerWidth)).toBe(true)
  // What a row is about stays in view, and what passes behind it does not show through.
  const name = () => rows(page).first().locator('[data-pinned=true]')
  await list.evaluate((grid) => grid.parentElement?.scrollTo({ left: 400 }))
  const edge = async () =>
    ((await name().boundingBox())?.x ?? 0) - ((await list.locator('..').boundingBox())?.x ?? 0)
  await expect.poll(edge).toBeLessThan(40)
  expect(await edge()).toBeGreaterThanOrEqual(0)
  const head = list.getByRole('columnheader', { name: 'Finding' })
  expect(await head.evaluate((cell) => getComputedStyle(cell).backgroundColor)).not.toMatch(
    /, 0\)$|transparent/,
  )
  await list.evaluate((grid) => grid.parentElement?.scrollTo({ left: 0 }))

  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Keep this view' }).click()
  await page.getByLabel('Name').fill('Who has what')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.goto('/findings')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Who has what' }).click()
  await expect.poll(heads).toContain('Reachability')

  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('button', { name: 'As many as fit' }).click()
  await expect.poll(heads).not.toContain('Reachability')
})

test('teams and owners are facets, and a choice is named in words', async () => {
  const page = await visit('/findings?state=open')
  for (const [facet, choice] of [
    ['Team', 'Edge'],
    ['Owner', 'Finance'],
  ] as const) {
    await page.goto('/findings?state=open')
    const group = page.getByRole('region', { name: facet, exact: true })
    const label = group.locator('label').filter({ has: page.getByText(choice, { exact: true }) })
    const count = Number((await label.locator('span').last().textContent())?.replace(/\D/g, ''))
    await label.click()
    await expect.poll(() => totalOf(page, 'Findings')).toBe(count)
    await page.getByRole('button', { name: new RegExp(`^Take off .*${choice}`) }).waitFor()
  }
})

test('search, sorting and the quick filters ask the server', async () => {
  const page = await visit('/findings?state=open')
  const all = await totalOf(page, 'Findings')
  await page.keyboard.press('/')
  await page.keyboard.type('sql')
  await expect.poll(() => totalOf(page, 'Findings')).toBeLessThan(all)
  expect(new URL(page.url()).searchParams.get('q')).toBe('sql')
  const found = await ask<Paged<Finding>>(page, '/findings?state=open&q=sql')
  expect(await totalOf(page, 'Findings')).toBe(found.total)

  await page.goto('/findings?state=open')
  await page.getByRole('button', { name: 'Finding', exact: true }).click()
  await page.waitForURL(/sort=title/)
  const byTitle = await ask<Paged<Finding>>(page, '/findings?state=open&sort=title&order=asc&limit=3')
  await expect
    .poll(() => rows(page).first().getByRole('link').first().textContent())
    .toBe(byTitle.items[0]?.title)

  await page.getByRole('button', { name: 'Known exploited' }).click()
  const exploited = await ask<Paged<Finding>>(page, '/findings?state=open&knownExploited=true')
  await expect.poll(() => totalOf(page, 'Findings')).toBe(exploited.total)
})

test('rows are read as one scrolls, to the last', async () => {
  const page = await visit('/findings')
  const total = await totalOf(page, 'Findings')
  expect(total).toBeGreaterThan(300)
  const list = page.getByRole('grid', { name: 'Findings' })
  await expect
    .poll(
      async () => {
        await list.evaluate((grid) => grid.parentElement?.scrollTo(0, grid.parentElement.scrollHeight))
        return page.locator(`tr[aria-rowindex="${total + 1}"] a`).count()
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThan(0)
  // However many there are, only those in view exist.
  expect(await page.locator('tbody tr').count()).toBeLessThan(100)
})

test('a view is kept under its name', async () => {
  const page = await visit('/findings?state=open&kind=secret')
  const secrets = await totalOf(page, 'Findings')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Keep this view' }).click()
  await page.getByLabel('Name').fill('Our secrets')
  await page.getByRole('button', { name: 'Keep', exact: true }).click()
  await page.goto('/findings')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Our secrets' }).click()
  await expect.poll(() => totalOf(page, 'Findings')).toBe(secrets)
})

test('the download holds what is listed', async () => {
  const page = await visit('/findings?state=open&severity=critical')
  const total = await totalOf(page, 'Findings')
  const href = await page.getByRole('link', { name: 'Download these findings as CSV' }).getAttribute('href')
  const csv = await (await page.request.get(href ?? '')).text()
  expect(csv.trim().split(/\r?\n/).length).toBeGreaterThanOrEqual(total + 1)
})

test('the keys explain themselves, and the commands find things', async () => {
  const page = await visit('/findings?state=open')
  await rows(page).first().waitFor()
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Select the row').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('a')
  await page.getByRole('heading', { name: 'Applications', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Go to a page').fill('gateway')
  await page.getByRole('button', { name: 'Gateway Application', exact: true }).click()
  await page.getByRole('heading', { name: 'Gateway', level: 1 }).waitFor()
})
