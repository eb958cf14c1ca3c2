import { expect, test } from 'vitest'
import type { Application, Finding, Page as Paged } from '../../web/src/api/types.ts'
import { ask, totalOf, visit } from './visit.ts'

test('context that somebody says moves the score', async () => {
  const page = await visit('/applications')
  const { items } = await ask<Paged<Application>>(page, '/applications?q=Ledger')
  const ledger = items[0]
  // Of its code: the worst package is as likely to be attacked as the scale goes, whoever reaches it.
  const query = `/findings?application=${ledger?.id}&kind=code&state=open&sort=score&limit=1`
  const worst = async () => (await ask<Paged<Finding>>(page, query)).items[0]?.score ?? 0
  const before = await worst()

  await page
    .getByRole('row', { name: /Ledger/ })
    .getByText('High')
    .first()
    .click()
  const panel = page.getByRole('region', { name: 'Application', exact: true })
  await panel.getByRole('combobox', { name: 'Who can reach it' }).click()
  await page.getByRole('option', { name: 'Internet' }).click()
  await page.getByText('Saved. Scores follow.').waitFor()
  await expect.poll(worst, { timeout: 60_000 }).toBeGreaterThan(before)
  expect((await ask<Application>(page, `/applications/${ledger?.id}`)).exposure).toBe('internet')
})

test('the tree opens down to the assets, and the address keeps what is open', async () => {
  const page = await visit('/applications')
  await page.getByRole('button', { name: 'Assets of Shop API' }).click()
  // The asset, and below it the deployable of the same name.
  const asset = page.getByRole('link', { name: 'shop-api', exact: true }).first()
  await asset.waitFor()
  // What is expanded is no application more.
  const { total } = await ask<Paged<Application>>(page, '/applications')
  expect(await totalOf(page, 'Applications')).toBe(total)
  await page.reload()
  await asset.click()
  await page.getByRole('heading', { name: 'shop-api', level: 1 }).waitFor()
  await page.getByRole('tab', { name: 'Tools' }).click()
  await page.getByText('gitleaks', { exact: false }).first().waitFor()
})

test('a new application gets a team and takes an asset', async () => {
  const page = await visit('/applications')
  await page.getByRole('button', { name: 'New application' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Back office')
  await dialog.getByRole('combobox', { name: 'Team that owns it' }).click()
  await page.getByRole('option', { name: 'Finance' }).click()
  await dialog.getByRole('button', { name: 'Add' }).click()
  const panel = page.getByRole('region', { name: 'Application', exact: true })
  await panel.getByRole('heading', { name: 'Back office' }).waitFor()
  const { items } = await ask<Paged<Application>>(page, '/applications?q=Back%20office')
  expect(items[0]?.team?.name).toBe('Finance')
})

test('a component shows who uses it', async () => {
  const page = await visit('/components')
  await page.getByRole('searchbox', { name: 'Search components' }).fill('shiro')
  await page
    .getByRole('row', { name: /shiro-core/ })
    .first()
    .getByText('shiro-core')
    .first()
    .click()
  const panel = page.getByRole('region', { name: 'Component', exact: true })
  await panel.getByRole('link', { name: 'ledger', exact: true }).first().waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})
