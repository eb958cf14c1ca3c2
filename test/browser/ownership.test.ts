import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import type { Finding, FindingOwner, Page as Paged, Team } from '../../web/src/api/types.ts'
import { ask, rows, totalOf, visit } from './visit.ts'

const headers = () => ({ origin: new URL(inject('webUrl')).origin })

async function person(page: Page, name: string): Promise<string> {
  const email = `${name.toLowerCase().replace(' ', '.')}-${Date.now()}@example.com`
  const made = await page.request.post('/api/v1/users', {
    headers: headers(),
    data: { name, email, role: 'security', password: 'correct horse battery' },
  })
  expect(made.status()).toBe(201)
  return ((await made.json()) as { user: { id: string } }).user.id
}

/** Opens a list of choices, looks for one by its name, and takes it. */
async function choose(page: Page, field: string, name: string): Promise<void> {
  await page.getByLabel(field).and(page.locator('input')).fill(name)
  await page.getByRole('option', { name, exact: true }).click()
}

const HANDLE = '@harbour-goods/identity'

test('a name in CODEOWNERS is said to be a team, whose name findings then show', async () => {
  const page = await visit('/settings/ownership')
  await page.getByLabel('Search owners').fill(HANDLE)
  const row = page.getByRole('row').filter({ hasText: HANDLE })
  await expect.poll(() => page.getByRole('row').count()).toBe(2)
  const [edge] = (await ask<Team[]>(page, '/teams')).filter(({ name }) => name === 'Edge')
  await choose(page, `Who ${HANDLE} is`, 'Edge')
  await row.getByText('said by a person').waitFor()
  await row.getByRole('link').click()
  await page.getByText(`Owner ${HANDLE}`).waitFor()
  await rows(page).first().waitFor()
  const [finding] = (
    await ask<Paged<Finding>>(page, `/findings?state=open&owner=${encodeURIComponent(HANDLE)}&limit=1`)
  ).items
  const owners = await ask<FindingOwner[]>(page, `/findings/${finding?.id}/owners`)
  expect(owners.find(({ handle }) => handle === HANDLE)?.is).toMatchObject({ type: 'team', id: edge?.id })
  await page.goto(`/findings/${finding?.id}`)
  await page.getByRole('link', { name: 'Edge', exact: true }).first().waitFor()
})

test('what a person has is handed over to a team, with a note on each finding', async () => {
  const page = await visit('/findings?state=open&kind=pipeline')
  const ines = await person(page, 'Ines Roth')
  const chosen = (await ask<Paged<Finding>>(page, '/findings?state=open&kind=pipeline&limit=3')).items
  const given = await page.request.patch('/api/v1/findings', {
    headers: headers(),
    data: { ids: chosen.map(({ id }) => id), assignee: ines },
  })
  expect(given.ok()).toBe(true)
  await page.goto(`/findings?assignee=${ines}`)
  await page.getByText('Assigned to Ines Roth').waitFor()
  expect(await totalOf(page, 'Findings')).toBe(3)

  await page.goto('/settings/ownership')
  await page.getByRole('button', { name: 'Hand over' }).click()
  const dialog = page.getByRole('dialog')
  await choose(page, 'What this person or team has', 'Ines Roth')
  await choose(page, 'Goes to', 'Storefront')
  await dialog.getByLabel('Note').fill('Ines moves to another house')
  await dialog.getByRole('button', { name: 'Hand over' }).click()
  await page.getByText('3 findings handed over.').waitFor()

  await page.goto(`/findings/${chosen[0]?.id}`)
  await page.getByText('Ines moves to another house').first().waitFor()
  const [storefront] = (await ask<Team[]>(page, '/teams')).filter(({ name }) => name === 'Storefront')
  await page.goto(`/findings?state=open&assignee=team:${storefront?.id}&columns=title,assignee,owner`)
  await page.getByText('Assigned to Storefront').waitFor()
  expect(await totalOf(page, 'Findings')).toBeGreaterThanOrEqual(3)
  await rows(page).first().getByText('Storefront').first().waitFor()
})
