import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Asset, Page as Paged, Report } from '../../web/src/api/types.ts'
import { ask } from './visit.ts'

/** As a browser says that a write comes from a page of the server's own. */
const SAME_SITE = { 'sec-fetch-site': 'same-origin' }

const place = (file: string, line: number) => ({ file, line })

/** A small source tree as a discovery tells it; `authenticated` is what somebody changes. */
export const orders = (at: string, authenticated: boolean) => ({
  stanceDiscovery: 1,
  at,
  where: { name: 'orders' },
  deployables: [
    {
      name: 'orders-api',
      kind: 'service',
      path: 'api',
      languages: ['typescript'],
      frameworks: ['Express'],
      manifests: ['api/package.json'],
    },
  ],
  endpoints: [
    {
      method: 'POST',
      path: '/orders',
      ...place('api/routes.ts', 9),
      protocol: 'http',
      framework: 'Express',
      authenticated,
      ...(authenticated && { authentication: 'requireUser' }),
      data: ['pii'],
      parameters: [],
      sources: ['code'],
    },
  ],
  fields: [
    {
      name: 'email',
      model: 'Order',
      class: 'pii',
      kind: 'email',
      confidence: 0.95,
      evidence: 'the word email',
      ...place('api/order.ts', 4),
      source: 'typeorm',
    },
  ],
  thirdParties: [{ name: 'Stripe', kind: 'sdk', evidence: 'stripe', ...place('api/pay.ts', 1) }],
  owners: [{ owner: '@acme/orders', path: '*', source: 'CODEOWNERS' }],
  infrastructure: [
    {
      kind: 'ingress',
      name: 'Ingress/orders/web',
      type: 'Ingress',
      provider: 'kubernetes',
      exposure: 'internet',
      ...place('web.yaml', 2),
    },
  ],
  links: [
    {
      from: 'internet:',
      kind: 'exposes',
      to: 'ingress:Ingress/orders/web',
      evidence: 'web.yaml:2',
      confidence: 0.95,
    },
    {
      from: 'ingress:Ingress/orders/web',
      kind: 'exposes',
      to: 'deployable:api',
      evidence: 'web.yaml:9',
      confidence: 0.9,
    },
    {
      from: 'deployable:api',
      kind: 'exposes',
      to: 'endpoint:POST /orders',
      evidence: 'api/routes.ts:9',
      confidence: 1,
    },
  ],
})

/** Uploads a report over the API and waits until it is read. Answers the asset's id. */
export async function upload(
  page: Page,
  document: object | string,
  query: Record<string, string>,
): Promise<string> {
  const response = await page.request.post(`/api/v1/reports?${new URLSearchParams(query)}`, {
    headers: { ...SAME_SITE, 'content-type': 'application/octet-stream' },
    data: Buffer.from(typeof document === 'string' ? document : JSON.stringify(document)),
  })
  expect(response.status(), await response.text()).toBe(202)
  const { id, asset } = (await response.json()) as Report
  const status = async () => (await ask<Report>(page, `/reports/${id}`)).status
  await expect.poll(status, { timeout: 60_000 }).toMatch(/done|unchanged/)
  return asset.id
}

/** Two discoveries of a small shop; the second lost the authentication of its endpoint. Answers the asset's id. */
export async function discoverOrders(page: Page, asset: string): Promise<string> {
  const { items } = await ask<Paged<Asset>>(page, `/assets?q=${asset}`)
  if (items[0]) return items[0].id
  // It is there already when another test was first.
  await page.request.post('/api/v1/applications', { headers: SAME_SITE, data: { name: 'Orders' } })
  const query = { asset, application: 'Orders' }
  await upload(page, orders('2026-11-20T08:00:00.000Z', true), query)
  return upload(page, orders('2026-11-22T08:00:00.000Z', false), query)
}
