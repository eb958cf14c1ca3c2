import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Application, CriticalityProposal, Page as Paged } from '../../web/src/api/types.ts'
import { upload } from './orders-discovery.ts'
import { ask, EDGE, rows, visit } from './visit.ts'

const at = (file: string, line = 1) => ({ file, line })
/** A tree whose payouts nothing shows to be kept in its store. */
const payouts = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'payouts' },
  deployables: [{ name: 'payout-desk', kind: 'service', path: '.', manifests: ['package.json'] }],
  infrastructure: [
    {
      kind: 'data-store',
      name: 'compose/payout-db',
      type: 'postgres',
      provider: 'docker',
      data: ['financial'],
      ...at('compose.yaml', 3),
    },
  ],
  fields: [
    { name: 'iban', model: 'Payout', class: 'financial', kind: 'iban', confidence: 1, ...at('payout.ts', 2) },
  ],
  links: [
    { from: 'deployable:.', kind: 'contains', to: 'model:Payout', evidence: 'payout.ts:2', confidence: 0.9 },
  ],
}

const SAME_SITE = { 'sec-fetch-site': 'same-origin' }

/** Discovers the tree, in an application of its own; a second time changes nothing. Answers the application's id. */
async function discoverPayouts(page: Page): Promise<string> {
  await page.request.post('/api/v1/applications', { headers: SAME_SITE, data: { name: 'Payouts' } })
  await upload(page, payouts, { asset: 'estate/by-hand', application: 'Payouts' })
  const { items } = await ask<Paged<Application>>(page, '/applications?q=Payouts')
  return items.find(({ name }) => name === 'Payouts')?.id ?? ''
}

test('a link that no report shows is added by hand, and taken back', async () => {
  const page = await visit('/favicon.svg')
  await discoverPayouts(page)
  await page.goto('/estate/data?q=Payout.iban')
  await rows(page).first().click(EDGE)
  const panel = page.getByRole('region', { name: 'Data', exact: true })
  await panel.getByRole('link', { name: 'Payout', exact: true }).click()
  await panel.getByRole('heading', { name: 'Payout', level: 1 }).waitFor()
  await panel.getByRole('button', { name: 'Add a link' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a link' })
  await dialog.getByRole('combobox', { name: 'How' }).fill('Reads')
  await page.getByRole('option', { name: 'Reads', exact: true }).click()
  await dialog.getByRole('combobox', { name: 'The other thing' }).fill('payout-db')
  await page.getByRole('option', { name: 'compose/payout-db (data store)' }).click()
  const add = dialog.getByRole('button', { name: 'Add the link' })
  expect(await add.isDisabled()).toBe(true)
  await dialog.getByLabel('How do you know?').fill('We wrote it.')
  await add.click()
  await dialog.waitFor({ state: 'detached' })
  const reads = panel.getByRole('region', { name: 'Reads', exact: true })
  await reads.getByRole('link', { name: 'compose/payout-db' }).waitFor()
  await reads.getByText('We wrote it.').waitFor()
  await reads.getByRole('button', { name: /^Take back what was said/ }).click()
  await reads.waitFor({ state: 'detached' })
})

test('the data page says where data is kept', async () => {
  const page = await visit('/favicon.svg')
  const id = await discoverPayouts(page)
  await page.goto(`/estate/data?application=${id}`)
  const kept = page.getByRole('region', { name: 'Kept in' })
  await kept.getByText('data store · Financial').waitFor()
  await kept.getByRole('link', { name: 'compose/payout-db' }).click()
  const panel = page.getByRole('region', { name: 'Data', exact: true })
  await panel.getByRole('heading', { name: 'compose/payout-db', level: 1 }).waitFor()
})

test('a proposed criticality is shown with its reasons, and accepted', async () => {
  const page = await visit('/favicon.svg')
  const id = await discoverPayouts(page)
  await page.goto(`/applications/${id}`)
  const proposal = page.getByRole('region', { name: 'Proposed criticality' })
  await proposal.getByText('Holds or moves financial').waitFor()
  await proposal.getByText('Keeps data in 1 store').waitFor()
  await proposal.getByRole('button', { name: 'Accept' }).click()
  await proposal.getByText('The estate agrees').waitFor()
  const { said, proposed } = await ask<CriticalityProposal>(page, `/applications/${id}/criticality`)
  expect({ said, proposed }).toEqual({ said: 'medium', proposed: 'medium' })
})
