import { expect, test } from 'vitest'
import type { Application, Asset, Coverage, Page as Paged } from '../../web/src/api/types.ts'
import { discoverOrders, orders, upload } from './orders-discovery.ts'
import { ask, rows, visit } from './visit.ts'

test('the matrix marks what never looked, counts it, and filters by it', async () => {
  const page = await visit('/estate/coverage')
  const grid = page.getByRole('grid', { name: 'Coverage' })
  await upload(
    page,
    { results: [], errors: [], version: '1.90.0', paths: { scanned: [] } },
    {
      asset: 'acme/covered',
      format: 'semgrep',
      date: new Date().toISOString(),
    },
  )
  await page.getByRole('searchbox', { name: 'Search assets' }).fill('acme/covered')
  const row = grid.getByRole('row', { name: /acme\/covered/ })
  await row.waitFor()
  await expect.poll(() => rows(page).count()).toBe(1)
  expect(await row.getByRole('img', { name: /^SAST/ }).count()).toBe(0)
  await row.getByRole('img', { name: 'SCA: dependencies, never looked at', exact: true }).waitFor()
  expect(page.url()).toContain('q=acme')

  await page.getByRole('button', { name: '0 without SAST' }).click()
  await page.getByRole('heading', { name: 'No gap' }).waitFor()
  await page.getByRole('button', { name: '0 without SAST' }).click()
  await page.getByRole('button', { name: '1 without IaC' }).click()
  await row.waitFor()
  expect(page.url()).toContain('gap=iac')

  await row.getByText('acme/covered').click()
  const panel = page.getByRole('region', { name: 'Asset', exact: true })
  await panel.getByRole('heading', { name: 'acme/covered' }).waitFor()
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})

test('what looked too long ago is a gap that more patience closes', async () => {
  const page = await visit('/estate/coverage')
  const month = new Date(Date.now() - 45 * 86_400_000).toISOString()
  await upload(
    page,
    { results: [], errors: [], version: '1.90.0', paths: { scanned: [] } },
    {
      asset: 'acme/long-ago',
      format: 'semgrep',
      date: month,
    },
  )
  await page.goto('/estate/coverage?q=acme/long-ago')
  await rows(page)
    .getByRole('img', { name: /^SAST: code, last looked at .* too long ago$/ })
    .waitFor()
  await page.getByRole('combobox', { name: 'Too old after' }).click()
  await page.getByRole('option', { name: 'Too old after 60 days' }).click()
  await page.getByRole('button', { name: '0 without SAST' }).waitFor()
  expect(page.url()).toContain('staleDays=60')
  const { items } = await ask<Coverage>(page, '/estate/coverage?q=acme/long-ago&staleDays=60')
  expect(items[0]?.gaps).toEqual(['sca', 'secrets', 'iac'])
})

test('what changed between two discoveries is told, material first, and the two can be chosen', async () => {
  const page = await visit('/estate/changes')
  const asset = await discoverOrders(page, 'acme/orders')
  await page.goto('/estate/changes?q=acme/orders')
  const row = rows(page).filter({ hasText: 'acme/orders' })
  await row.getByText('1 material').waitFor()
  await row.click()
  await expect.poll(() => page.url()).toContain(`asset=${asset}`)
  const group = page.getByRole('region', { name: 'Authentication gone, material' })
  await group.getByText('POST /orders').waitFor()
  await group.getByText('requireUser').waitFor()
  await group.getByText('api/routes.ts:9').waitFor()

  // The same discovery on both sides: nothing lies between.
  await page.getByRole('combobox', { name: 'Before' }).click()
  await page.getByRole('option', { name: /Nov 22, 2026/ }).click()
  await page.getByRole('heading', { name: 'Nothing changed' }).waitFor()
  expect(page.url()).toMatch(/from=.*to=/)
  await page.goBack()
  await row.getByText('1 material').waitFor()
})

test('an asset that was discovered once says what to do', async () => {
  const page = await visit('/')
  const asset = await upload(page, orders('2026-11-20T08:00:00.000Z', true), { asset: 'acme/once' })
  await page.goto(`/estate/changes?asset=${asset}`)
  await page.getByRole('heading', { name: 'Discovered once' }).waitFor()
  await page.getByText('stance discover .').waitFor()
})

test('an asset shows what it deploys and what was found of it, which people overrule', async () => {
  const page = await visit('/')
  const asset = await discoverOrders(page, 'acme/found')
  const { items } = await ask<Paged<Application>>(page, '/applications?q=Orders')
  await page.goto(`/applications?expanded=${items.find(({ name }) => name === 'Orders')?.id}`)
  await page
    .getByRole('row', { name: /acme\/found/ })
    .getByText(/Internet \(found\).*PII.*\(found\)/)
    .waitFor()
  const deployable = page.getByRole('row', { name: /orders-api service · Express/ }).first()
  await deployable.getByText('Internet').waitFor()
  await deployable.click()
  const panel = page.getByRole('region', { name: 'Part of the estate' })
  await panel.getByRole('heading', { name: 'orders-api' }).waitFor()

  await page.goto(`/asset/${asset}?tab=estate`)
  expect(await page.getByRole('link', { name: '1 endpoint' }).getAttribute('href')).toBe(
    `/estate/apis?asset=${asset}`,
  )
  await page.getByRole('link', { name: '@acme/orders' }).waitFor()
  await page.getByRole('link', { name: 'Stripe' }).waitFor()
  await page.getByText('found Overrule').first().waitFor()
  await page.getByRole('button', { name: 'Overrule' }).first().click()
  await page.getByRole('combobox', { name: 'Who can reach it' }).click()
  await page.getByRole('option', { name: 'Internal' }).click()
  await page.getByText('Saved. Scores follow.').waitFor()
  await expect
    .poll(async () => (await ask<Asset>(page, `/assets/${asset}`)).effective.exposure)
    .toBe('internal')
  await page.getByRole('tab', { name: 'Estate' }).click()
  await page.getByText('said by people').waitFor()
})

test('a repository is asked for in a dialog, and what became of it stands beside the imports', async () => {
  const page = await visit('/imports')
  await page.getByRole('button', { name: 'Discover a repository' }).click()
  expect(page.url()).toContain('discover=')
  const dialog = page.getByRole('dialog', { name: 'Discover a repository' })
  await dialog.getByLabel('Address').fill('https://somebody:secret@127.0.0.1/acme/private.git')
  await dialog.getByRole('button', { name: 'Discover' }).click()
  await dialog
    .getByRole('alert')
    .getByText(/credentials in it is not kept/)
    .waitFor()

  await dialog.getByLabel('Address').fill('http://127.0.0.1:9/acme/private.git')
  await dialog.getByLabel('Asset').fill('acme/inside')
  await dialog.getByRole('button', { name: 'Discover' }).click()
  await dialog.waitFor({ state: 'detached' })
  const line = page
    .getByRole('region', { name: 'Discoveries' })
    .getByRole('listitem')
    .filter({ hasText: 'acme/inside' })
  await line.getByText(/is an address inside this network.*STANCE_PRIVATE_HOSTS/).waitFor()
  await line.getByText('Failed').waitFor()
  await line.getByRole('button', { name: 'Discover acme/inside again' }).click()
  await expect.poll(() => line.count()).toBe(2)
  for (const left of [1, 0]) {
    await line.first().getByRole('button', { name: 'Hide the discovery of acme/inside' }).click()
    await expect.poll(() => line.count()).toBe(left)
  }
})
