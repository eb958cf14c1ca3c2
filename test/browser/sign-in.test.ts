import { expect, test } from 'vitest'
import { ADMINISTRATOR } from './real-server.ts'
import { visit } from './visit.ts'

test('an invited person comes in through a one-time link, out, and in again by password', async () => {
  const people = await visit('/settings/people')
  await people.getByRole('button', { name: 'Invite' }).click()
  await people.getByLabel('Name').fill('Grace Okafor')
  await people.getByLabel('E-mail').fill('grace@example.com')
  await people.getByRole('button', { name: 'Make the link' }).click()
  const link = await people.getByRole('status').locator('code').textContent()
  expect(link).toContain('/welcome?token=')

  const page = await visit(link ?? '', { signedIn: false })
  await page.getByRole('heading', { name: 'Welcome, Grace Okafor' }).waitFor()
  await page.getByRole('textbox', { name: 'Password' }).fill('seven small green boats')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()

  await page.getByRole('button', { name: 'Account of Grace Okafor' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByLabel('E-mail').fill('grace@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('seven small green boats')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
})

test('a link that was used says so and shows the way on', async () => {
  const page = await visit('/welcome?token=long-gone', { signedIn: false })
  await page.getByRole('alert').getByText('used already or is too old').waitFor()
  expect(await page.getByRole('link', { name: 'Sign in' }).count()).toBe(1)
})

test('who is not signed in comes back to where they wanted to be', async () => {
  const page = await visit('/findings?state=open&severity=critical', { signedIn: false })
  await page.getByLabel('E-mail').fill(ADMINISTRATOR.email)
  await page.getByRole('textbox', { name: 'Password' }).fill('not this one, but long')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('alert').getByText('do not belong together').waitFor()
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMINISTRATOR.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Findings' }).waitFor()
  expect(new URL(page.url()).search).toBe('?state=open&severity=critical')
})

test('nobody is led out of the app by the address to come back to', async () => {
  const page = await visit('/sign-in?next=//example.com/', { signedIn: false })
  await page.getByLabel('E-mail').fill(ADMINISTRATOR.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(ADMINISTRATOR.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  expect(new URL(page.url()).pathname).toBe('/')
})
