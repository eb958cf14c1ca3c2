import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import type { AppNotifications, Finding, Page as Paged } from '../../web/src/api/types.ts'
import { ADMINISTRATOR } from './real-server.ts'
import { ask, totalOf, visit } from './visit.ts'

const POLICY = `policy: bell-of-the-browser
version: 1
rules:
  - id: ring
    when: finding.kind == "secret"
    then: { notify: ${ADMINISTRATOR.email} }
    why: A secret is out.
  - id: ring-again
    when: finding.kind == "pipeline"
    then: { notify: ${ADMINISTRATOR.email} }
    why: A pipeline is weak.
tests:
  - name: a secret rings
    finding: { kind: secret }
    expect: { notify: ${ADMINISTRATOR.email} }
`

const headers = () => ({ origin: new URL(inject('webUrl')).origin })
const mine = async (page: Page) =>
  (await ask<AppNotifications>(page, '/notifications?limit=100')).items.filter(
    ({ policy }) => policy === 'bell-of-the-browser',
  )

test('the bell rings for what a policy found, leads to it, and falls silent once it is read', async () => {
  const page = await visit('/findings?kind=secret&state=open')
  const secrets = await totalOf(page, 'Findings')
  const bell = page.getByRole('button', { name: /^Notifications/ })
  await bell.waitFor()

  const made = await page.request.post('/api/v1/policies', { headers: headers(), data: { text: POLICY } })
  expect(made.status()).toBe(201)
  await expect.poll(async () => (await mine(page)).length, { timeout: 60_000 }).toBe(2)
  // Nobody asked for it: the server said that there is news.
  await page.getByRole('button', { name: /^Notifications, .*unread$/ }).waitFor()

  await bell.click()
  const list = page.getByRole('region', { name: 'Notifications' })
  const news = list.getByRole('listitem').filter({ hasText: 'A secret is out.' })
  await news.first().getByRole('img', { name: 'Unread' }).waitFor()
  const told = (await mine(page)).find(({ rule }) => rule === 'ring')
  expect(told?.count).toBeLessThanOrEqual(secrets)
  await news.first().getByRole('link').click()
  await list.waitFor({ state: 'detached' })
  expect(told?.link).toMatch(/^\/findings\?/)
  const { total } = await ask<Paged<Finding>>(page, told?.link ?? '')
  await expect.poll(() => totalOf(page, 'Findings')).toBe(total)
  await expect.poll(async () => (await mine(page)).map(({ read }) => read).toSorted()).toEqual([false, true])

  await bell.click()
  await list.getByRole('button', { name: 'Mark all as read' }).click()
  await expect
    .poll(async () => (await ask<AppNotifications>(page, '/notifications?unread=true')).unread)
    .toBe(0)
  await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await list.waitFor({ state: 'detached' })
  const [policy] = (await ask<{ id: string; name: string }[]>(page, '/policies')).filter(
    ({ name }) => name === 'bell-of-the-browser',
  )
  await page.request.delete(`/api/v1/policies/${policy?.id}`, { headers: headers() })
})
