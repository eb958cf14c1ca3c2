import { expect, test } from 'vitest'
import { ask, EDGE, rows, totalOf, visit } from './visit.ts'

test('what was merged says why, and leads to the finding', async () => {
  const page = await visit('/merges')
  const total = await totalOf(page, 'Merges')
  const { byRule } = await ask<{ byRule: { rule: string; observations: number }[] }>(page, '/merges?limit=1')
  expect(total).toBeGreaterThan(50)
  await page.getByRole('checkbox', { name: /Same place/ }).check()
  await expect.poll(() => totalOf(page, 'Merges')).toBeLessThan(total)
  expect(page.url()).toContain('rule=near')
  expect(byRule.map(({ rule }) => rule)).toContain('near')
  await rows(page).first().click(EDGE)
  const panel = page.getByRole('region', { name: 'Merge' })
  await panel.getByText('It opened this finding.').waitFor()
  await panel
    .getByText(/reports the same weakness/)
    .first()
    .waitFor()
  await panel.getByRole('link', { name: 'Open the finding to split or join' }).click()
  await page.getByRole('heading', { name: /What \d tools said/ }).waitFor()
})

test('other rules are shown before they are applied, and can be taken back', async () => {
  const page = await visit('/settings/merging')
  const merged = async () => (await ask<{ total: number }>(page, '/merges?limit=1')).total
  const before = await merged()
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('Nothing would change.').waitFor()
  await page.getByRole('checkbox', { name: /The same place/ }).uncheck()
  const change = page.getByRole('button', { name: 'Change the rules' })
  expect(await change.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText(/0 findings would become part of another, \d+ new findings would split off/).waitFor()
  await page.getByRole('heading', { name: 'Would come apart' }).waitFor()
  await change.click()
  await page.getByText('The rules count from now on. What is stored follows.').waitFor()
  await page.getByRole('checkbox', { name: /The same place/ }).check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText(/nothing has been changed/).waitFor()
  await change.click()
  await expect.poll(merged, { timeout: 60_000 }).toBe(before)
})
