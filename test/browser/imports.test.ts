import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Finding, Page as Paged, Report } from '../../web/src/api/types.ts'
import { ask, visit } from './visit.ts'

const REPORTS = join(import.meta.dirname, '../../examples/reports')

test('a report goes in through the page and is watched until it is done', async () => {
  const page = await visit('/imports')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(join(REPORTS, 'ledger/2026-09-14/bandit.json'))
  await dialog.getByRole('combobox', { name: 'Asset', exact: true }).fill('ledger-batch')
  await dialog.getByRole('combobox', { name: 'Application' }).fill('Ledger')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()

  const row = page.getByRole('row', { name: /ledger-batch/ })
  await row.getByText('Done').waitFor({ timeout: 90_000 })
  await row.click()
  const panel = page.getByRole('region', { name: 'Import', exact: true })
  await panel.getByText('Found to be Bandit').waitFor()
  const { items } = await ask<Paged<Report>>(page, '/reports?q=bandit.json&limit=1')
  const found = await ask<Paged<Finding>>(page, '/findings?asset=ledger-batch')
  expect(items[0]?.outcome?.new).toBe(found.total)
  await panel.getByText(`+${found.total} new`).waitFor()

  const raw = await panel.getByRole('link', { name: 'Download as it came' }).getAttribute('href')
  expect((await page.request.get(raw ?? '')).status()).toBe(200)
})

test('what no reader knows says so, and another format can be chosen', async () => {
  const page = await visit('/imports')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'holiday.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"greetings": "from the sea"}'),
  })
  await dialog.getByRole('combobox', { name: 'Asset', exact: true }).fill('postcards')
  await page.keyboard.press('Tab')
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  const row = page.getByRole('row', { name: /holiday\.json/ })
  await row.getByText('Failed').waitFor({ timeout: 60_000 })
  await row.click()
  const panel = page.getByRole('region', { name: 'Import', exact: true })
  await panel.getByRole('alert').waitFor()
  await panel.getByText('Nothing: it could not be read.').waitFor()
  await page.getByRole('button', { name: 'Failed', exact: true }).click()
  await expect.poll(() => new URL(page.url()).searchParams.get('status')).toBe('failed')
  await page.getByRole('row').filter({ hasText: 'Done' }).first().waitFor({ state: 'detached' })
  await row.waitFor()
  await page.getByRole('button', { name: 'Failed', exact: true }).click()
  await row.click()
  await panel.getByRole('combobox', { name: 'Read it as' }).click()
  await page.getByRole('option', { name: /SARIF/ }).click()
  await panel.getByRole('button', { name: 'Read again' }).click()
  await page.getByText('It is being read again.').waitFor()
  await expect.poll(() => panel.getByRole('alert').textContent(), { timeout: 60_000 }).toMatch(/SARIF/i)
})

test('live events bring an import of somebody else onto the page', async () => {
  const page = await visit('/imports')
  // Whatever it is: other tests import as well, and the list shows the newest.
  await page.getByRole('row').nth(1).waitFor()
  const sarif = {
    version: '2.1.0',
    runs: [
      { tool: { driver: { name: 'handmade' } }, results: [{ ruleId: 'R1', message: { text: 'A thing' } }] },
    ],
  }
  const answer = await page.request.post('/api/v1/reports?asset=elsewhere&fileName=elsewhere.sarif', {
    data: Buffer.from(JSON.stringify(sarif)),
    headers: { 'content-type': 'application/octet-stream', origin: new URL(page.url()).origin },
  })
  expect(answer.status()).toBe(202)
  await page
    .getByRole('row', { name: /elsewhere\.sarif/ })
    .getByText('Done')
    .waitFor({ timeout: 60_000 })
})
