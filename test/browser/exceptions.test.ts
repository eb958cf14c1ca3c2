import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import type { Exception, Exceptions, Finding, Page as Paged } from '../../web/src/api/types.ts'
import { SHIRO } from './small-mirror.ts'
import { ask, rows, visit } from './visit.ts'

const PASSWORD = 'correct horse battery'

/** A second person of the security team, signed in in a window of their own. */
async function colleague(page: Page): Promise<Page> {
  const email = `noor-${Date.now()}@example.com`
  const made = await page.request.post('/api/v1/users', {
    headers: { origin: inject('webUrl').replace(/\/$/, '') },
    data: { name: 'Noor Haddad', email, role: 'security', password: PASSWORD },
  })
  expect(made.status()).toBe(201)
  const other = await visit('/sign-in', { signedIn: false })
  await other.getByLabel('E-mail').fill(email)
  await other.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await other.getByRole('button', { name: 'Sign in' }).click()
  await other.getByRole('heading', { name: 'Overview' }).waitFor()
  return other
}

const panel = (page: Page) => page.getByRole('region', { name: 'Exception', exact: true })

test('a critical advisory needs a second person, whose yes counts and whose taking back opens again', async () => {
  const page = await visit(`/advisories/${SHIRO}`)
  await page.getByRole('link', { name: 'Ask for an exception' }).click()
  const form = page.getByRole('dialog')
  await form.getByText(/A second person has to approve it/).waitFor()
  await form.getByLabel('Reason').fill('The servlet filter in front rejects such cookies')
  // It is on the list already, and its asset on the internet: either would end the exception at once.
  await form.getByRole('checkbox', { name: 'it is listed as exploited' }).uncheck()
  await form.getByRole('checkbox', { name: /reachable from the internet/ }).uncheck()
  await form.getByRole('button', { name: 'Ask for it' }).click()
  await panel(page).getByText('You asked for it, so somebody else has to say yes.').waitFor()
  expect(await panel(page).getByRole('button', { name: 'Approve' }).count()).toBe(0)
  const id = new URL(page.url()).searchParams.get('open')

  const other = await colleague(page)
  await other.goto('/exceptions')
  await other.getByRole('button', { name: /to approve$/ }).click()
  const waiting = rows(other).filter({ hasText: SHIRO }).first()
  // It covers nothing yet, which is no figure; the reason stands beside what it is about.
  await waiting.getByText('–', { exact: true }).waitFor()
  await waiting.getByText('The servlet filter in front rejects such cookies').waitFor()
  await waiting.click()
  await panel(other).getByRole('button', { name: 'Approve' }).click()
  await panel(other).getByText('Approved by Noor Haddad').waitFor()
  const asItIs = () => ask<Exception>(other, `/exceptions/${id}`)
  // Covering what it is about is a job of its own.
  await expect.poll(async () => (await asItIs()).findings, { timeout: 30_000 }).toBeGreaterThan(0)
  const active = await asItIs()
  expect(active.status).toBe('active')

  await panel(other)
    .getByRole('link', { name: /finding/ })
    .click()
  await other.getByText('Of one exception').waitFor()
  await expect
    .poll(async () =>
      (await ask<Paged<Finding>>(other, `/findings?exception=${id}`)).items.map((f) => f.state),
    )
    .toEqual(Array(active.findings).fill('accepted'))

  await other.goto(`/exceptions?open=${id}`)
  await panel(other).getByRole('button', { name: 'Revoke' }).click()
  await panel(other).getByLabel('Why does it end?').fill('The filter was taken away')
  await panel(other).getByRole('button', { name: 'Revoke' }).click()
  await panel(other).getByText('The filter was taken away').waitFor()
  await expect
    .poll(async () => (await ask<Paged<Finding>>(other, `/findings?advisory=${SHIRO}&state=open`)).total, {
      timeout: 30_000,
    })
    .toBe(active.findings)
})

test('a rule says how many findings it covers before it is asked for', async () => {
  const page = await visit('/exceptions?ask=rule')
  const form = page.getByRole('dialog')
  await form.getByLabel('Condition').fill('finding.kind == "secret')
  await form.getByRole('alert').waitFor()
  await form.getByLabel('Condition').fill('finding.kind == "secret"')
  const { total } = await ask<Paged<Finding>>(page, '/findings?state=open&kind=secret&limit=1')
  await form.getByText(`${total} findings`, { exact: true }).waitFor()
})

test('what is accepted in the list becomes an exception of these findings', async () => {
  const page = await visit('/findings?state=open&severity=low&kind=config')
  await rows(page).first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.getByText('1 finding selected').waitFor()
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog')
  await dialog.locator('label', { hasText: 'Accept' }).click()
  await dialog.getByLabel('Why is this risk acceptable?').fill('Only in the sandbox')
  await dialog.getByRole('button', { name: 'Change 1 finding' }).click()
  await dialog.waitFor({ state: 'detached' })
  const found = () => ask<Exceptions>(page, '/exceptions?q=sandbox')
  await expect
    .poll(async () => (await found()).items.map(({ status, findings }) => [status, findings]))
    .toEqual([['active', 1]])
})
