import { expect, test } from 'vitest'
import type { Finding, Page as Paged } from '../../web/src/api/types.ts'
import { upload } from './orders-discovery.ts'
import { ask, visit } from './visit.ts'

const ASSET = 'acme/till'

/** A service that the internet reaches and that holds people's addresses. */
const ESTATE = {
  stanceDiscovery: 1,
  deployables: [
    { name: 'Till', kind: 'service', path: 'till', languages: [], frameworks: [], manifests: [] },
  ],
  fields: [{ name: 'email', model: 'Customer', class: 'pii', file: 'till/customer.ts', line: 3 }],
  links: [
    { from: 'internet:', kind: 'exposes', to: 'deployable:till', evidence: 'ingress', confidence: 1 },
    { from: 'deployable:till', kind: 'contains', to: 'model:Customer', evidence: 'till', confidence: 1 },
  ],
}

/** A package in it with a vulnerability that is exploited. */
const WEAK = {
  stance: 1,
  tool: { name: 'scanner' },
  findings: [
    {
      kind: 'dependency',
      rule: 'CVE-2030-1',
      title: 'till-parser is weak',
      severity: 'high',
      package: 'till-parser',
      version: '1.0.0',
      path: 'till/package-lock.json',
      cve: ['CVE-2030-1'],
      knownExploited: true,
    },
  ],
}

test('a toxic combination shows its way in, and each weakness on it says what it is a part of', async () => {
  const page = await visit('/favicon.svg')
  const asset = await upload(page, ESTATE, { asset: ASSET })
  await upload(page, WEAK, { asset: ASSET })
  const first = async (kind: string) =>
    (await ask<Paged<Finding>>(page, `/findings?asset=${asset}&kind=${kind}&state=open&limit=1`)).items[0]
  await expect.poll(async () => (await first('combination'))?.title, { timeout: 60_000 }).toBeTruthy()
  const [whole, part] = [await first('combination'), await first('dependency')]

  await page.goto(`/findings/${whole?.id}`)
  const chain = page.getByRole('list', { name: 'Chain, from the outside in' })
  const steps = chain.locator(':scope > li')
  await steps.first().getByText('Internet', { exact: true }).waitFor()
  expect(await steps.count()).toBeGreaterThanOrEqual(3)
  await chain.getByRole('link', { name: 'till-parser is weak' }).click()
  await expect.poll(() => page.url()).toContain(part?.id)
  await page.getByRole('heading', { name: 'Part of' }).waitFor()
  await page
    .getByRole('link', { name: whole?.title ?? 'none', exact: true })
    .first()
    .click()
  await expect.poll(() => page.url()).toContain(whole?.id)

  // A thing on the way is on the map.
  await chain.getByRole('link', { name: 'Till', exact: true }).click()
  await page.getByRole('heading', { name: 'Map', level: 1 }).waitFor()
})
