import { expect, test } from 'vitest'
import type { Combinations, Finding, Page as Paged } from '../../web/src/api/types.ts'
import { upload } from './orders-discovery.ts'
import { ask, EDGE, rows, visit } from './visit.ts'

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

test('a combination of one’s own begins as a copy, is tried on the estate, kept, switched off and deleted', async () => {
  const page = await visit('/policies')
  await page.getByRole('link', { name: 'Combinations', exact: true }).click()
  await page.getByLabel('Search combinations').fill('any thing that nobody says')
  await page.getByText('No combination matches').waitFor()
  await page.getByLabel('Search combinations').fill('')
  await rows(page).first().click(EDGE)
  // What comes with Stance is read, not written.
  await page.getByText(/^(In|Not in) force · Comes with Stance$/).waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).count()).toBe(0)
  await page.getByRole('link', { name: 'Copy' }).click()
  await page.getByRole('heading', { name: 'New combination', level: 1 }).waitFor()
  await page.getByText('No mistakes.').waitFor()

  const editor = page.getByRole('textbox', { name: 'Combination as YAML' })
  await editor.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('nonsense: yes\n')
  await page
    .getByRole('button', { name: /^Error \d+:\d+/ })
    .first()
    .waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
  await page.keyboard.press('Control+z')
  await page.getByText('No mistakes.').waitFor()

  await page.getByRole('button', { name: 'Try it on the estate' }).click()
  await page.getByText(/^Found \d/).waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('saved 1 time').waitFor()
  expect(new URL(page.url()).pathname).toBe('/combinations/my-own')

  // Its words come as one writes; every text is kept, and comes back.
  await editor.click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.type('sev')
  await page.getByRole('option', { name: /^severity/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+Home')
  await page.keyboard.insertText('# Louder.\n')
  await page.getByText('No mistakes.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('saved 2 times').waitFor()
  await page.getByText('Versions', { exact: true }).click()
  await page.getByRole('radio', { name: /Version 1/ }).check()
  await page.getByRole('region', { name: 'From version 1 to the editor' }).getByText('# Louder.').waitFor()
  await page.getByRole('button', { name: 'Bring version 1 back' }).click()
  await page.getByText('They are the same.').waitFor()

  // Somebody else saves meanwhile: nothing is overwritten unseen.
  const { text } = await ask<{ text: string }>(page, '/combinations/my-own/definition')
  const theirs = await page.request.patch('/api/v1/combinations/my-own', {
    data: { text: `${text}\n# Theirs.\n` },
    headers: { 'sec-fetch-site': 'same-origin' },
  })
  expect(theirs.status()).toBe(200)
  await page.getByRole('button', { name: 'Save' }).click()
  const over = page.getByRole('dialog').getByRole('button', { name: 'Save over it' })
  const told = page.getByText(/saved revision 3 of my-own since you began from revision 2/)
  await told.or(over).first().waitFor()
  await page.getByRole('radio', { name: /Version 3 \(in force\)/ }).waitFor()
  if (!(await over.isVisible())) await page.getByRole('button', { name: 'Save' }).click()
  await over.click()
  await page.getByRole('radio', { name: /Version 4 \(in force\)/ }).waitFor()

  await page.getByRole('button', { name: 'Disable' }).click()
  await page.getByText('Not in force').waitFor()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Combinations', level: 1 }).waitFor()
  expect((await ask<Combinations>(page, '/combinations')).items.map(({ id }) => id)).not.toContain('my-own')
})
