import { expect, test } from 'vitest'
import { visit } from './visit.ts'

test('a token is shown once, works, and is refused once it is revoked', async () => {
  const page = await visit('/settings/tokens')
  // Where none is yet, the whole command that a pipeline needs.
  await page.getByText(`STANCE_URL=${new URL(page.url()).origin} STANCE_TOKEN=`, { exact: false }).waitFor()
  await page.getByRole('button', { name: 'New token' }).click()
  await page.getByLabel('Name').fill('Pipeline of shop-api')
  await page.getByRole('button', { name: 'Make', exact: true }).click()
  const secret = await page.getByRole('status').locator('code').textContent()
  const ask = () =>
    fetch(new URL('/api/v1/me', page.url()), { headers: { authorization: `Bearer ${secret}` } }).then(
      (r) => r.status,
    )
  expect(await ask()).toBe(200)
  await page.reload()
  await page.getByRole('cell', { name: 'Pipeline of shop-api', exact: true }).waitFor()
  expect(await page.getByText(secret ?? 'nothing').count()).toBe(0)
  await page.getByRole('button', { name: 'Revoke Pipeline of shop-api' }).click()
  await page.getByRole('button', { name: 'Revoke', exact: true }).click()
  await page.getByRole('cell', { name: 'Pipeline of shop-api', exact: true }).waitFor({ state: 'detached' })
  expect(await ask()).toBe(401)
})

test('the audit log tells who did what, and that it is whole', async () => {
  const page = await visit('/settings/audit')
  await page
    .getByRole('row', { name: /Ada Moreau/ })
    .first()
    .waitFor()
  await page.getByRole('button', { name: 'Verify' }).click()
  await page
    .getByRole('status')
    .getByText(/^Whole: /)
    .waitFor()
})

test('teams come and go', async () => {
  const page = await visit('/settings/teams')
  await page.getByLabel('Name of the new team').fill('Night shift')
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('button', { name: 'Delete Night shift' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByText('Night shift', { exact: true }).waitFor({ state: 'detached' })
})

test('a licence policy is tried on what is in use before it counts', async () => {
  const page = await visit('/settings/licenses')
  await page.getByRole('button', { name: 'Begin with…' }).click()
  await page.getByRole('menuitem', { name: /Permissive only/ }).click()
  await page.getByRole('button', { name: 'What is in use' }).click()
  const table = page.getByRole('region', { name: 'Licences in use' })
  await table.getByText('Nothing has been changed.').waitFor()
  const allowed = table.getByRole('row').filter({ hasText: 'MIT' }).filter({ hasText: 'allowed' })
  await allowed.first().waitFor()
  await page.getByRole('button', { name: 'Take back' }).click()
  expect(await page.getByRole('button', { name: 'Put in force' }).isDisabled()).toBe(true)
  await table.waitFor({ state: 'detached' })
})

test('roles say what each may do, and the sections stand in groups', async () => {
  const page = await visit('/settings/roles')
  const table = page.getByRole('region', { name: 'What roles may do' })
  await table.getByRole('row', { name: 'Findings see, triage see, triage see, triage see see' }).waitFor()
  await table.getByRole('row', { name: /^Sees Everything Everything What their teams own/ }).waitFor()
  const rules = page.getByRole('region', { name: 'Rules' })
  await rules.getByRole('link', { name: 'Merging' }).click()
  await page.getByRole('heading', { name: 'Merging' }).waitFor()
})

test('on a narrow screen the section that is shown is in sight, and what is chosen can be read', async () => {
  const page = await visit('/settings/audit', { width: 360, height: 740 })
  const sections = page.getByRole('navigation', { name: 'Settings' })
  const boxOf = (name: string) => sections.getByRole('link', { name }).boundingBox()
  await expect.poll(async () => Math.round((await boxOf('Audit log'))?.x ?? 999)).toBeLessThan(300)
  await page.goto('/settings/context')
  const exposure = page.getByLabel(/^Exposure of/).first()
  await exposure.waitFor()
  expect((await exposure.boundingBox())?.width).toBeGreaterThan(120)
})
