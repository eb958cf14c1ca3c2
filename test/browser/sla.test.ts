import { expect, test } from 'vitest'
import type { Finding, Page as Paged, SlaOfFinding, SlaSummary } from '../../web/src/api/types.ts'
import { ask, rows, totalOf, visit } from './visit.ts'

test('every number of due dates leads to as many findings', async () => {
  const page = await visit('/sla')
  const now = page.getByLabel('Due dates now')
  await now.waitFor()
  const summary = await ask<SlaSummary>(page, '/sla/summary')
  expect(summary.overdue + summary.onTime).toBeGreaterThan(0)
  for (const [name, count] of [
    ['Overdue', summary.overdue],
    ['On time', summary.onTime],
    ['No due date', summary.none],
  ] as const) {
    await page.goto('/sla')
    await now.locator('div', { hasText: name }).getByRole('link').click()
    expect(await totalOf(page, 'Findings'), name).toBe(count)
  }
})

test('it tells what will be late, for each team', async () => {
  const page = await visit('/sla')
  await page.getByRole('radiogroup', { name: 'For each' }).locator('label', { hasText: 'Team' }).click()
  const table = page.getByRole('region', { name: 'What will be late' })
  await table.getByRole('cell', { name: 'All', exact: true }).waitFor()
  await table.getByRole('cell', { name: 'Storefront' }).waitFor()
  expect((await table.getByRole('columnheader').allTextContents()).slice(0, 2)).toEqual([
    'Team',
    'Clock runs',
  ])
})

test('a clock is paused with a reason and goes on', async () => {
  const page = await visit('/findings?state=open&sla=on_time')
  await rows(page).first().waitFor()
  const [finding] = (await ask<Paged<Finding>>(page, '/findings?state=open&sla=on_time&limit=1')).items
  const sla = () => ask<SlaOfFinding>(page, `/findings/${finding?.id}/sla`)
  await page.goto(`/findings/${finding?.id}`)
  await page.getByRole('button', { name: 'Pause the clock' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('The vendor has to mend it')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).click()
  await expect.poll(async () => (await sla()).state).toBe('paused')
  await page.getByText(/Paused .* by Ada Moreau: The vendor has to mend it/).waitFor()
  await page.getByRole('button', { name: 'Go on with the clock' }).click()
  await page.getByRole('dialog').getByLabel('Reason').fill('Mended upstream')
  await page.getByRole('dialog').getByRole('button', { name: 'Go on', exact: true }).click()
  await expect.poll(async () => (await sla()).state).toBe('on_time')
})

test('the list sorts by due date and says who is late', async () => {
  const page = await visit('/findings?state=open&sla=overdue&sort=due&order=asc', { width: 1600 })
  await rows(page).first().waitFor()
  await rows(page).first().getByText(/late$/).waitFor()
  const dues = (
    await ask<Paged<Finding>>(page, '/findings?state=open&sla=overdue&sort=due&order=asc&limit=20')
  ).items.map(({ dueAt }) => dueAt ?? '')
  expect(dues).toEqual(dues.toSorted())
})

test('a calendar of working days is made and deleted', async () => {
  const page = await visit('/settings/sla')
  await page.getByRole('button', { name: 'New calendar' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Berlin office')
  await dialog.getByLabel('Public holidays of').fill('de')
  await dialog.getByLabel('Region').fill('be')
  await dialog.getByLabel('Free days of our own').fill('2030-12-24 Company holiday')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  const row = page.getByRole('row', { name: /Berlin office/ })
  await row.getByText('DE, BE and 1 of our own').waitFor()
  await page.getByRole('button', { name: 'Delete Berlin office' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await row.waitFor({ state: 'detached' })
})
