import { expect, test } from 'vitest'
import type { Finding, ModelPreview, Page as Paged, Ranking, RiskModels } from '../../web/src/api/types.ts'
import { ask, visit } from './visit.ts'

test('other weights are tried on the findings before they are put in force, and everything is ranked by them', async () => {
  const page = await visit('/settings/risk')
  const inForce = async () => (await ask<RiskModels>(page, '/risk/models')).versions[0]
  const first = await inForce()
  const worst = async () =>
    (await ask<Paged<Finding>>(page, '/findings?state=open&sort=score&limit=100')).items.map(
      ({ score }) => score,
    )
  const before = await worst()

  await page.getByRole('radio', { name: /Exploitation first/ }).check()
  const save = page.getByRole('button', { name: 'Save as a new version' })
  expect(await save.isDisabled()).toBe(true)
  const answered = page.waitForResponse('**/risk/models/preview')
  await page.getByRole('button', { name: 'Preview' }).click()
  const preview = (await (await answered).json()) as ModelPreview
  expect(preview.changed).toBeGreaterThan(0)
  const shown = page.getByRole('region', { name: 'Preview' })
  await shown.getByText(`${preview.changed} scores would change`).waitFor()
  const bands = shown.getByRole('table', { name: 'Open findings by score, now and then' })
  expect(await bands.getByRole('row').count()).toBe(11)
  expect(await worst()).toEqual(before)

  // What is previewed is what is saved: another weight asks for another look.
  await page.getByRole('textbox', { name: 'Weight of EPSS', exact: true }).fill('0.5')
  await page.getByText('This is of other weights: preview again.').waitFor()
  expect(await save.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('This is of other weights: preview again.').waitFor({ state: 'detached' })
  await save.click()
  await page.getByLabel('Name').fill('Ours')
  await page.getByLabel('Why').fill('Forecasts count for less here')
  await page.getByRole('button', { name: 'Put in force' }).click()
  await page
    .getByRole('region', { name: 'Versions of the risk model' })
    .getByText('Forecasts count for less here')
    .waitFor()
  expect((await inForce())?.version).toBe((first?.version ?? 0) + 1)
  await expect.poll(() => ask<Ranking | null>(page, '/risk/ranking'), { timeout: 120_000 }).toBeNull()
  expect(await worst()).not.toEqual(before)

  // And back.
  await page.getByRole('radio', { name: /Balanced/ }).check()
  await page.getByRole('button', { name: 'Preview' }).click()
  await save.click()
  await page.getByRole('button', { name: 'Put in force' }).click()
  await expect.poll(async () => (await inForce())?.version).toBe((first?.version ?? 0) + 2)
  await expect.poll(() => ask<Ranking | null>(page, '/risk/ranking'), { timeout: 120_000 }).toBeNull()
  // What combines findings is at least what its strongest part is, once the search for it has run again.
  await expect.poll(worst, { timeout: 60_000 }).toEqual(before)
})
