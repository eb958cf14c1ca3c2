import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { numberIn, totalOf, visit } from './visit.ts'

const SCREENSHOT = join(import.meta.dirname, '../../docs/screenshot.png')

test.each([
  ['now', '/', 'Open now'],
  ['as of a day', '/?asOf=2026-10-01', 'Open on Oct 1, 2026'],
])('every number leads to as many rows, %s', async (_, address, heading) => {
  const page = await visit(address)
  const open = page.locator('section', { has: page.getByRole('heading', { name: heading }) })
  const funnel = page.locator('section', {
    has: page.getByRole('heading', { name: 'What matters of it all' }),
  })
  await open.waitFor()
  const links = [
    ...(await open.locator('ul a').all()),
    ...(await funnel.locator('li:not(:first-child) a').all()),
  ]
  expect(links).toHaveLength(11)
  const told = await Promise.all(
    links.map(async (link) => ({
      words: (await link.textContent()) ?? '',
      number: await numberIn(link.locator('span', { hasText: /^[\d,]+$/ }).first()),
      to: (await link.getAttribute('href')) ?? '',
    })),
  )
  expect(told.filter(({ number }) => number > 0).length).toBeGreaterThan(5)
  for (const { words, number, to } of told.filter((one) => one.number > 0)) {
    await page.goto(to)
    expect(await totalOf(page, 'Findings'), words).toBe(number)
  }
})

test('what to fix first is two clicks from the evidence', async () => {
  const page = await visit('/')
  const first = page.locator('section', { has: page.getByRole('heading', { name: 'Fix these first' }) })
  const title = await first.locator('li').first().locator('span', { hasText: /\w{4}/ }).first().textContent()
  await first.locator('li a').first().click()
  const panel = page.getByRole('region', { name: 'Finding', exact: true })
  await panel.getByRole('heading', { level: 1 }).waitFor()
  expect(title).toContain(await panel.getByRole('heading', { level: 1 }).textContent())
  await panel.getByRole('heading', { name: 'Why this score' }).waitFor()
})

test('one application at a time, and the address says which', async () => {
  const page = await visit('/')
  await page.getByRole('heading', { name: 'Open now' }).waitFor()
  const all = await numberIn(page.getByRole('link', { name: /^[\d,]+ findings$/ }))
  await page.getByRole('combobox', { name: 'Part of the estate' }).click()
  await page.getByRole('option', { name: 'Gateway' }).click()
  await page.waitForURL(/application=/)
  await expect.poll(() => numberIn(page.getByRole('link', { name: /^[\d,]+ findings$/ }))).toBeLessThan(all)
  await page.reload()
  await page.getByRole('heading', { name: 'Open now' }).waitFor()
  expect(await numberIn(page.getByRole('link', { name: /^[\d,]+ findings$/ }))).toBeLessThan(all)
})

test('looks as on the README', async () => {
  const page = await visit('/', { width: 1440, height: 900 })
  await page.getByRole('heading', { name: 'Fix these first' }).waitFor()
  await page
    .getByRole('img', { name: 'Open findings at the end of each day, by severity' })
    .locator('path')
    .first()
    .waitFor()
  await mkdir(join(SCREENSHOT, '..'), { recursive: true })
  const image = await page.screenshot({ path: SCREENSHOT })
  expect(image.byteLength).toBeGreaterThan(30_000)
})
