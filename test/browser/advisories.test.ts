import { expect, inject, test } from 'vitest'
import type { Asset, Finding, Intel, Page as Paged } from '../../web/src/api/types.ts'
import { SHIRO, writeEpss } from './small-mirror.ts'
import { ask, visit } from './visit.ts'

test('an advisory says what, where, since when and what to do', async () => {
  const page = await visit(`/advisories/${SHIRO.toLowerCase()}`)
  await page
    .getByRole('heading', { level: 1, name: `${SHIRO}: Improper Access Control in Apache Shiro` })
    .waitFor()
  await page.getByText('Known to be exploited').waitFor()
  await page.getByText('Raise org.apache.shiro:shiro-core 1.2.4 to 1.2.5 or later.').waitFor()
  await page.getByText(/to be done by Jul 24, 2026: Apply updates/).waitFor()
  await page.getByRole('heading', { level: 3, name: 'Impact' }).waitFor()
  await page.getByRole('cell', { name: '< 1.2.5' }).waitFor()
  await page.getByText('First seen here, in ledger').waitFor()

  const found = page.getByRole('region', { name: 'Findings that speak of it' })
  await found.getByRole('link', { name: 'org.apache.shiro:shiro-core' }).first().click()
  // And back: the facts of a finding lead to its advisories.
  await page.getByRole('link', { name: 'GHSA-p836-389h-j692' }).first().click()
  await page.getByRole('heading', { level: 1, name: new RegExp(SHIRO) }).waitFor()

  const names = `${SHIRO},GHSA-p836-389h-j692`
  const { total } = await ask<Paged<Finding>>(page, `/findings?advisory=${names}&state=open`)
  const link = page.getByRole('link', { name: new RegExp(`^${total} open finding`) })
  expect(await link.getAttribute('href')).toBe(`/findings?advisory=${names}&state=open`)
})

test('an asset tells what to raise, and leads to what that closes', async () => {
  const page = await visit('/')
  const { items } = await ask<Paged<Asset>>(page, '/assets?q=ledger')
  const ledger = items.find(({ name }) => name === 'ledger')
  await page.goto(`/asset/${ledger?.id}`)
  await page.getByRole('tab', { name: 'Upgrades' }).click()
  const upgrades = page.getByRole('region', { name: 'Upgrades' })
  const line = upgrades.getByRole('row').filter({ hasText: 'org.apache.shiro:shiro-core' })
  await line.getByText('1.2.5 (patch)').waitFor()
  await line.getByRole('link', { name: SHIRO }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(SHIRO) }).waitFor()
})

test('an id that no feed knows leads to the findings that name it', async () => {
  const page = await visit('/advisories/CVE-1999-0001')
  await page.getByRole('heading', { name: 'No feed speaks of CVE-1999-0001' }).waitFor()
  await page.getByRole('link', { name: 'Findings that name it' }).click()
  await page.waitForURL('**/findings?advisory=CVE-1999-0001')
})

test('the commands open an advisory by its id', async () => {
  const page = await visit('/imports')
  await page.getByRole('heading', { name: 'Imports', level: 1 }).waitFor()
  await page.keyboard.press('Control+k')
  await page.getByPlaceholder('Go to a page').fill(SHIRO)
  await page.getByRole('button', { name: `Advisory ${SHIRO}` }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(SHIRO) }).waitFor()
})

test('a package tells its versions, its advisories, its end of life and who uses it', async () => {
  const page = await visit('/components?q=shiro-core')
  await page
    .getByRole('row', { name: /shiro-core/ })
    .first()
    .getByText('shiro-core')
    .first()
    .click()
  await page.getByRole('link', { name: 'the package and its advisories' }).click()
  await page.getByRole('heading', { level: 1, name: 'org.apache.shiro:shiro-core' }).waitFor()
  const versions = page.getByRole('region', { name: /^Versions of/ })
  await versions.getByRole('cell', { name: '1.2 ended Jul 1, 2016' }).first().waitFor()
  await versions.getByRole('cell', { name: '1 affects it' }).first().waitFor()
  await page
    .getByRole('region', { name: 'Who uses it' })
    .getByRole('link', { name: 'ledger' })
    .first()
    .waitFor()
  await page
    .getByRole('region', { name: /^Advisories of/ })
    .getByRole('link', { name: SHIRO })
    .click()
  await page.getByRole('heading', { level: 1, name: new RegExp(SHIRO) }).waitFor()
})

test('a page whose address ends like a file is a page', async () => {
  const page = await visit('/packages/npm%3Anobody.js')
  await page.getByRole('heading', { name: 'Nothing uses npm:nobody.js' }).waitFor()
})

test('the feeds say how old they are and what was unreadable, and are fetched on demand', async () => {
  const page = await visit('/settings/intelligence')
  await page.getByRole('button', { name: '1 unreadable of osv/Maven/all.zip' }).click()
  await page.getByRole('dialog').getByText('BROKEN.json').first().waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  const asOf = async () =>
    (await ask<Intel>(page, '/intel')).feeds.find(({ id }) => id === 'epss')?.files[0]?.asOf

  await writeEpss(inject('mirror'), '2026-08-16', 0.93)
  await page.getByRole('button', { name: 'Sync now' }).click()
  await page.getByText('Fetching the feeds').waitFor()
  await expect.poll(asOf, { timeout: 60_000 }).toBe('2026-08-16')
  await page.getByText('Fetching the feeds').waitFor({ state: 'detached' })
  await page.getByRole('cell', { name: 'Aug 16, 2026' }).waitFor()

  await page.goto(`/advisories/${SHIRO}`)
  await page.getByRole('img', { name: /^EPSS on each day/ }).waitFor()
  await page.getByText('EPSS 2.0 % → 93 %').waitFor()
})

test('who uses a package, some versions of it, or what an advisory affects', async () => {
  const page = await visit('/components')
  await page.getByRole('tab', { name: 'Who uses it' }).click()
  await page.getByRole('heading', { name: 'Are we affected, and where?' }).waitFor()
  const asked = page.getByRole('searchbox', { name: 'Package or advisory' })
  const row = page.getByRole('row').filter({ hasText: 'ledger' }).filter({ hasText: 'shiro-core' }).first()
  await asked.fill('shiro-core')
  await row.waitFor()
  const versions = page.getByRole('textbox', { name: 'Versions' })
  await versions.fill('<1.2.4')
  await page.getByRole('heading', { name: 'Nobody is known to use it' }).waitFor()
  await versions.fill('<<1')
  await page.getByText('"<<1" is no range of versions.', { exact: false }).waitFor()
  await versions.fill('')
  await asked.fill(SHIRO)
  await row.waitFor()
  await page.reload()
  await row.getByRole('link', { name: 'ledger' }).click()
  await page.getByRole('heading', { level: 1, name: 'ledger' }).waitFor()
})

test('upgrades over all assets lead to the findings that they close', async () => {
  const page = await visit('/components')
  await page.getByRole('tab', { name: 'Upgrades' }).click()
  const row = page.getByRole('row').filter({ hasText: 'org.apache.shiro:shiro-core' })
  await row.getByText('1.2.5').waitFor()
  const unfed = page.getByRole('row').filter({ hasText: 'org.yaml:snakeyaml' })
  await unfed.getByText('2.0 as scanners say').waitFor()
  const closes = row.getByRole('link').last()
  const count = await closes.textContent()
  await closes.click()
  await page.waitForURL('**/findings?**')
  await page
    .getByText(count ?? '', { exact: true })
    .first()
    .waitFor()
  expect(decodeURIComponent(page.url())).toContain('org.apache.shiro:shiro-core')
})

test('a finding says which version ends it, and which ends all of the package', async () => {
  const page = await visit('/')
  const { items } = await ask<Paged<Finding>>(page, `/findings?advisory=${SHIRO}&state=open`)
  await page.goto(`/findings/${items[0]?.id}`)
  const fix = page.getByRole('region', { name: 'Fix' })
  await fix.getByText('Raise org.apache.shiro:shiro-core from 1.2.4 to 1.2.5 (patch)').waitFor()
  await fix.getByRole('link', { name: 'org.apache.shiro:shiro-core' }).click()
  await page.getByRole('heading', { level: 1, name: 'org.apache.shiro:shiro-core' }).waitFor()
})
