import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import type { Application } from '../../web/src/api/types.ts'
import { visit } from './visit.ts'

/** Applications of an organisation that has many, `Zeppelin 1` … ; they go again when the test ends. */
async function makeMany(page: Page, count: number): Promise<void> {
  const headers = { origin: new URL(page.url()).origin }
  const made: string[] = []
  onTestFinished(async () => {
    for (const id of made) await page.request.delete(`/api/v1/applications/${id}`, { headers })
  })
  for (let n = 1; n <= count; n++) {
    const response = await page.request.post('/api/v1/applications', {
      headers,
      data: { name: `Zeppelin ${n}` },
    })
    expect(response.status()).toBe(201)
    made.push(((await response.json()) as Application).id)
  }
}

test('of many applications each is found by typing, and the table of their context opens in parts', async () => {
  const page = await visit('/sla')
  await makeMany(page, 60)

  await page.reload()
  const scope = page.getByRole('combobox', { name: 'Part of the estate' })
  await scope.click()
  await page.getByRole('option', { name: 'Shop API' }).waitFor()
  // Behind the first fifty names.
  expect(await page.getByRole('option', { name: 'Zeppelin 9', exact: true }).count()).toBe(0)
  await scope.fill('Zeppelin 9')
  await page.getByRole('option', { name: 'Zeppelin 9', exact: true }).click()
  await page.waitForURL(/application=/)
  await page.reload()
  await expect.poll(() => scope.inputValue()).toBe('Zeppelin 9')

  await page.goto('/settings/context')
  await page.getByText(/^50 of \d+ shown$/).waitFor()
  const last = page.getByRole('combobox', { name: 'Criticality of Zeppelin 9', exact: true })
  expect(await last.count()).toBe(0)
  await page.getByRole('button', { name: 'Show more' }).click()
  await last.waitFor()
  await page.getByRole('searchbox', { name: 'Search applications' }).fill('zeppelin 42')
  await last.waitFor({ state: 'detached' })
  await page.getByRole('combobox', { name: 'Criticality of Zeppelin 42', exact: true }).waitFor()
  await page.getByRole('searchbox', { name: 'Search applications' }).fill('nothing is called so')
  await page.getByText('No application has “nothing is called so”').waitFor()
})
