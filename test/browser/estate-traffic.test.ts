import { expect, test } from 'vitest'
import { upload } from './orders-discovery.ts'
import { visit } from './visit.ts'

const KIOSK = 'estate/kiosk'

const endpoint = (method: string, path: string) => ({
  method,
  path,
  file: 'routes.ts',
  line: 3,
  protocol: 'http',
  framework: 'Koa',
  authenticated: true,
  data: [],
  parameters: [],
  sources: ['code'],
})
const discovery = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'kiosk' },
  endpoints: [endpoint('GET', '/tickets/{id}'), endpoint('DELETE', '/tickets/{id}')],
}
const log = ['GET /tickets/17', 'GET /tickets/18', 'GET /debug/heap']
  .map((what) => `203.0.113.4 - - [20/Nov/2026:08:00:00 +0000] "${what} HTTP/1.1" 200 512 "-" "curl/8"\n`)
  .join('')

test('what is called and known to nobody, and what is known and called by nobody', async () => {
  const page = await visit('/favicon.svg')
  await upload(page, discovery, { asset: KIOSK })
  await upload(page, log, { asset: KIOSK })
  await page.goto('/estate/traffic')
  await page.getByRole('combobox', { name: 'Asset' }).fill(KIOSK)
  await page.getByRole('option', { name: KIOSK }).click()
  await page.getByText('3 requests to 2 endpoints seen, 1 of them known').waitFor()
  const shadow = page.getByRole('row').filter({ hasText: 'GET /debug/heap' })
  await shadow.waitFor()
  expect(await page.getByRole('row').filter({ hasText: 'DELETE' }).count()).toBe(0)
  await page.getByText('Zombie 1').click()
  await page.getByRole('link', { name: 'DELETE /tickets/{id}' }).click()
  await page
    .getByRole('region', { name: 'Details' })
    .getByRole('heading', { name: 'DELETE /tickets/{id}' })
    .waitFor()
  expect(page.url()).toContain('show=zombie')
})
