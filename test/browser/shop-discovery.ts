import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Report } from '../../web/src/api/types.ts'
import { ask } from './visit.ts'

/** Names of the assets that the two discoveries are of. */
export const SHOP = 'estate/shop'
export const CLUSTER = 'estate/cluster'

const at = (file: string, line = 1) => ({ file, line })
const route = { protocol: 'http', framework: 'Hapi', parameters: [], sources: ['code'] }
const field = { confidence: 0.95, source: 'typeorm' }

const shop = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'shop' },
  deployables: [
    { name: 'shop-web', kind: 'service', path: '.', frameworks: ['Hapi'], manifests: ['package.json'] },
  ],
  endpoints: [
    {
      ...route,
      method: 'GET',
      path: '/people/{id}',
      ...at('src/people.ts', 3),
      authenticated: false,
      data: ['pii'],
    },
    {
      ...route,
      method: 'POST',
      path: '/baskets',
      ...at('src/baskets.ts', 9),
      authenticated: true,
      authentication: 'requireShopper',
      data: [],
      sources: ['code', 'declared'],
    },
  ],
  fields: [
    {
      ...field,
      model: 'Person',
      name: 'mail',
      class: 'pii',
      kind: 'email',
      evidence: '“mail” in its name',
      ...at('src/person.ts', 4),
    },
    {
      ...field,
      model: 'Person',
      name: 'born',
      class: 'pii',
      kind: 'birth-date',
      evidence: '“born” in its name',
      ...at('src/person.ts', 5),
    },
    {
      ...field,
      model: 'Card',
      name: 'number',
      class: 'pci',
      kind: 'card-number',
      evidence: '“card number”',
      ...at('src/card.ts', 2),
    },
  ],
  pipelines: [
    {
      system: 'github-actions',
      name: 'Ship',
      ...at('.github/workflows/ship.yml'),
      triggers: ['push', 'pull_request_target'],
      builds: ['registry.test/shop'],
      pushes: ['registry.test/shop'],
      deploys: ['production'],
      actions: [
        {
          name: 'actions/checkout',
          ref: 'v4',
          pinned: false,
          thirdParty: false,
          ...at('.github/workflows/ship.yml', 9),
        },
        {
          name: 'acme/push',
          ref: 'a'.repeat(40),
          pinned: true,
          thirdParty: true,
          ...at('.github/workflows/ship.yml', 12),
        },
      ],
      secrets: ['REGISTRY_TOKEN'],
      permissions: ['contents: read'],
    },
  ],
  links: [
    {
      from: 'deployable:.',
      kind: 'builds',
      to: 'image:registry.test/shop',
      evidence: 'Dockerfile',
      confidence: 0.9,
    },
    {
      from: 'deployable:.',
      kind: 'exposes',
      to: 'endpoint:GET /people/{id}',
      evidence: 'src/people.ts:3',
      confidence: 1,
    },
    {
      from: 'deployable:.',
      kind: 'exposes',
      to: 'endpoint:POST /baskets',
      evidence: 'src/baskets.ts:9',
      confidence: 1,
    },
    {
      from: 'endpoint:GET /people/{id}',
      kind: 'reads',
      to: 'model:Person',
      evidence: 'src/people.ts:4 Person',
      confidence: 0.7,
    },
  ],
}

const kubernetes = { provider: 'kubernetes', attributes: {} }
const cluster = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'cluster' },
  infrastructure: [
    {
      ...kubernetes,
      kind: 'ingress',
      name: 'Ingress/shop/door',
      type: 'Ingress',
      exposure: 'internet',
      ...at('door.yaml', 2),
    },
    {
      ...kubernetes,
      kind: 'workload',
      name: 'Deployment/shop/web',
      type: 'Deployment',
      ...at('web.yaml', 5),
    },
  ],
  links: [
    {
      from: 'internet:',
      kind: 'exposes',
      to: 'ingress:Ingress/shop/door',
      evidence: 'door.yaml:2',
      confidence: 0.9,
    },
    {
      from: 'ingress:Ingress/shop/door',
      kind: 'exposes',
      to: 'workload:Deployment/shop/web',
      evidence: 'door.yaml:9',
      confidence: 0.9,
    },
    {
      from: 'workload:Deployment/shop/web',
      kind: 'runs',
      to: 'image:registry.test/shop',
      evidence: 'web.yaml:12',
      confidence: 1,
    },
  ],
}

/** Sends what a discovery of a small shop and of the cluster that runs it would say, and waits until it is read. */
export async function discoverShop(page: Page): Promise<void> {
  for (const [asset, document] of [
    [SHOP, shop],
    [CLUSTER, cluster],
  ] as const) {
    const query = new URLSearchParams({ asset, fileName: 'discovery.json' })
    const answer = await page.request.post(`/api/v1/reports?${query}`, {
      headers: { 'content-type': 'application/octet-stream', origin: new URL(page.url()).origin },
      data: Buffer.from(JSON.stringify(document)),
    })
    expect(answer.ok()).toBe(true)
    const { id } = (await answer.json()) as Report
    await expect
      .poll(async () => (await ask<Report>(page, `/reports/${id}`)).status, { timeout: 60_000 })
      .toMatch(/^(done|unchanged)$/)
  }
}
