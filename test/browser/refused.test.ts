import type { Route } from 'playwright-core'
import { expect, test } from 'vitest'
import { visit } from './visit.ts'

const SAID = 'Closed for a moment. Come back later.'
const refuse = (route: Route) =>
  route.fulfill({
    status: 403,
    contentType: 'application/problem+json',
    body: JSON.stringify({ status: 403, code: 'closed', title: 'Closed', detail: SAID }),
  })

test.each([
  '/',
  '/?view=security',
  '/findings',
  '/merges',
  '/sla',
  '/exceptions',
  '/policies',
  '/combinations',
  '/applications',
  '/components',
  '/imports',
  '/dashboards',
  '/estate/apis',
  '/estate/map',
  '/estate/coverage',
  '/estate/changes',
  '/settings/people',
  '/settings/roles',
  '/settings/risk',
  '/settings/intelligence',
])('%s says why it has nothing to show, and does not look as if it waited', async (path) => {
  const page = await visit('/favicon.svg')
  await page.route(/\/api\/v1\/(?!me$|events|notifications)/, refuse)
  await page.goto(path)
  await page.getByText(SAID).first().waitFor()
  await expect.poll(() => page.locator('main .mantine-Skeleton-root').count()).toBe(0)
})

test('without a network it says so, and what was missing comes once there is one', async () => {
  const page = await visit('/findings?state=open')
  const first = page.getByRole('row').nth(1).getByRole('link').first()
  await first.waitFor()
  await page.context().setOffline(true)
  await first.click()
  await page.getByRole('alert').getByText('No connection to the server').first().waitFor()
  await page.context().setOffline(false)
  await page
    .getByRole('region', { name: 'Finding', exact: true })
    .getByRole('heading', { level: 1 })
    .waitFor()
  expect(await page.getByText('No connection to the server').count()).toBe(0)
})
