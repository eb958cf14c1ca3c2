import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Finding, Page as Paged, Report, StoredMapping } from '../../web/src/api/types.ts'
import { ask, visit } from './visit.ts'

const EXAMPLES = join(import.meta.dirname, '../../examples/mappings')

const seriousIn = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)

/** Opens the editor with a sample dropped. */
async function withSample(name: string, options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  const page = await visit('/new-format', options)
  await page.getByRole('heading', { name: 'Drop a report of the tool here' }).waitFor()
  await page.locator('input[type=file]').setInputFiles(join(EXAMPLES, name))
  await page.getByRole('region', { name: 'Mapping' }).waitFor({ timeout: 60_000 })
  return page
}
const findingsPane = (page: Page) => page.getByRole('region', { name: 'Findings', exact: true })

test('a sample is dropped, mapped, tried, saved; a report is imported by it, and its finding seen', async () => {
  const page = await visit('/settings/formats')
  await page.getByRole('link', { name: 'New format' }).click()
  await page.locator('input[type=file]').setInputFiles(join(EXAMPLES, 'casb.json'))
  const form = page.getByRole('region', { name: 'Mapping' })
  const preview = findingsPane(page)

  // Most of it is guessed: the list, the fields, the words of the severity.
  await preview.getByText('4 findings', { exact: true }).waitFor({ timeout: 60_000 })
  expect(await form.getByRole('textbox', { name: 'Elements' }).inputValue()).toBe('/alerts/*')
  await preview.getByText('this element is left out').waitFor()

  // An alert without a headline has a message: its first sentence will do.
  await form.getByRole('button', { name: 'Title: template, constant, steps' }).click()
  await form.getByRole('button', { name: 'Otherwise …' }).click()
  const otherwise = form.getByRole('group', { name: 'Title, otherwise' })
  await otherwise.getByLabel('Path', { exact: true }).last().fill('message')
  await otherwise.getByRole('button', { name: 'Title, otherwise: add a step' }).click()
  await page.getByRole('menuitem', { name: 'First sentence' }).click()
  await preview.getByText('5 findings', { exact: true }).waitFor()
  await preview.getByText('Sign-ins from two countries within an hour', { exact: true }).waitFor()

  // The simulator's alert is none.
  await form.getByRole('button', { name: 'Leave something out' }).click()
  await form.getByRole('combobox', { name: 'Leave out when' }).fill('status')
  await form.getByRole('combobox', { name: 'One of these words' }).fill('Simulated')
  await page.keyboard.press('Enter')
  await preview.getByText('1 left out').waitFor()
  await preview.getByText('0 problems').waitFor()

  // A word of theirs is chosen another meaning, and seen at once.
  await form.getByRole('combobox', { name: 'Minor means' }).click()
  await page.getByRole('option', { name: 'Info', exact: true }).click()
  await preview.getByRole('img', { name: 'Info' }).first().waitFor()

  await form.getByRole('textbox', { name: 'Name' }).first().fill('Skywarden at Harbour')
  expect(await form.getByRole('textbox', { name: 'Id', exact: true }).inputValue()).toBe(
    'skywarden-at-harbour',
  )
  expect(await seriousIn(page)).toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'Skywarden at Harbour', level: 1 }).waitFor()
  await page.getByText('version 1', { exact: true }).waitFor()

  // A report of it, through the import dialog.
  await page.getByRole('link', { name: 'Imports' }).click()
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.locator('input[type=file]').setInputFiles(join(EXAMPLES, 'casb.json'))
  await dialog.getByRole('combobox', { name: 'Asset', exact: true }).fill('harbour-saas')
  await page.keyboard.press('Tab')
  await dialog.getByRole('combobox', { name: 'Format' }).fill('Skywarden')
  await page.getByRole('option', { name: 'Skywarden at Harbour' }).click()
  await dialog.getByRole('button', { name: 'Import', exact: true }).click()
  const row = page.getByRole('row', { name: /harbour-saas/ })
  await row.getByText('Done').waitFor({ timeout: 90_000 })
  await row.click()
  const panel = page.getByRole('region', { name: 'Import', exact: true })
  await panel.getByText('by version 1 of its mapping').waitFor()
  const { items } = await ask<Paged<Finding>>(page, '/findings?asset=harbour-saas')
  expect(items).toHaveLength(4)
  await panel.getByRole('link', { name: /^Findings of/ }).click()
  await page.getByRole('row', { name: /Customer list shared with anyone/ }).waitFor()
})

test('a report that nothing knew becomes the sample of its own format, and is read by it', async () => {
  const page = await visit('/imports')
  const answer = await page.request.post('/api/v1/reports?asset=harbour-hr&fileName=checks.csv', {
    data: await readFile(join(EXAMPLES, 'sspm.csv')),
    headers: { 'content-type': 'application/octet-stream', origin: new URL(page.url()).origin },
  })
  const { id } = (await answer.json()) as Report
  await expect
    .poll(async () => (await ask<Report>(page, `/reports/${id}`)).status, { timeout: 60_000 })
    .toBe('failed')
  await page.goto(`/imports?open=${id}`)
  await page.getByRole('link', { name: 'Describe its format' }).click()
  await findingsPane(page).getByText('5 findings', { exact: true }).waitFor({ timeout: 60_000 })
  await page.getByRole('textbox', { name: 'Name' }).first().fill('TenantLens')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('version 1', { exact: true }).waitFor()
  await page.goto(`/imports?open=${id}`)
  const panel = page.getByRole('region', { name: 'Import', exact: true })
  await panel.getByRole('combobox', { name: 'Read it as' }).fill('TenantLens')
  await page.getByRole('option', { name: 'TenantLens' }).click()
  await panel.getByRole('button', { name: 'Read again' }).click()
  await panel.getByText('by version 1 of its mapping').waitFor({ timeout: 60_000 })
})

test('the YAML is the same mapping: what is written there is in the form, what is wrong is told with its line', async () => {
  const page = await withSample('dspm.ndjson')
  await findingsPane(page).getByText('4 findings', { exact: true }).waitFor({ timeout: 60_000 })
  await page.locator('label', { hasText: 'YAML' }).click()
  const yaml = page.getByRole('textbox', { name: 'Mapping' })
  await yaml.fill(
    (await readFile(join(EXAMPLES, 'dspm.yaml'), 'utf8')).replace('id: datacharta-dspm', 'id: by-yaml'),
  )
  await page.getByText('It can be used.').waitFor()
  expect(await page.getByRole('textbox', { name: 'Id', exact: true }).inputValue()).toBe('by-yaml')
  await yaml.fill('id: by-yaml\nfields: {titel: x}')
  await page.getByText('line 2, fields: "titel" is not known here').waitFor()
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)
})

test('versions: an older one is shown and can be saved anew; unsaved work is not left unasked; deleted, it is gone', async () => {
  const page = await withSample('in-house.xml')
  await findingsPane(page).getByText('3 findings', { exact: true }).waitFor({ timeout: 60_000 })
  const name = page.getByRole('textbox', { name: 'Name' }).first()
  await name.fill('Design review')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('version 1', { exact: true }).waitFor()
  await name.fill('Design review, ours')
  await page.getByText('version 1, changed').waitFor()
  await page.getByRole('link', { name: 'Imports' }).click()
  await page
    .getByRole('dialog', { name: 'Leave without saving?' })
    .getByRole('button', { name: 'Keep' })
    .click()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('version 2', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Versions' }).click()
  await page.getByRole('menuitem', { name: /^Version 1,/ }).click()
  await expect.poll(() => name.inputValue()).toBe('Design review')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('version 3', { exact: true }).waitFor()
  const [stored] = (await ask<StoredMapping[]>(page, '/mappings')).filter(({ id }) => id === 'design-review')
  expect(stored).toMatchObject({ version: 3, mapping: { name: 'Design review' } })
  const exported = await page.getByRole('link', { name: 'Export' }).getAttribute('href')
  expect(await (await page.request.get(exported ?? '')).text()).toContain('id: design-review')
  await page.getByRole('button', { name: 'Delete Design review' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click()
  await page.getByRole('heading', { name: 'Your own formats' }).waitFor()
  expect((await ask<StoredMapping[]>(page, '/mappings')).map(({ id }) => id)).not.toContain('design-review')
})

test('what cannot be a sample says so', async () => {
  const page = await visit('/new-format')
  const choose = (name: string, buffer: Buffer) =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await choose('packed.gz', Buffer.from([0x1f, 0x8b, 0, 0]))
  await page.getByText('packed.gz is packed. Unpack it').waitFor()
  await choose('prose.txt', Buffer.from('just some words'))
  await page.getByText('export it as one of these').waitFor()
})

test.each(['light', 'dark'] as const)('the editor has no serious axe violation, %s', async (scheme) => {
  const page = await withSample('casb.json', { scheme })
  await findingsPane(page).getByText('4 findings', { exact: true }).waitFor({ timeout: 60_000 })
  await page.getByRole('button', { name: 'Resource: template, constant, steps' }).click()
  for (const view of ['Sample', 'YAML', 'Findings']) {
    await page.locator('label', { hasText: view }).first().click()
    await page.getByRole('region', { name: view, exact: true }).waitFor()
    expect(await seriousIn(page), view).toEqual([])
  }
})

test('360 px wide: one pane at a time, and nothing scrolls sideways', async () => {
  const page = await withSample('sspm.csv', { width: 360, height: 740 })
  for (const view of ['Mapping', 'Findings', 'Sample', 'YAML']) {
    await page.locator('label', { hasText: view }).first().click()
    await page.getByRole('region', { name: view, exact: true }).waitFor()
    const wide = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      ...[...document.querySelectorAll('main, main > *, main > * > *, main section')]
        .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
        .map((element) => element.className),
    ])
    expect(wide, view).toEqual([360])
  }
})

test('whether a tool is read is found by typing its name', async () => {
  const page = await visit('/settings/formats')
  const formats = page.getByRole('table').last()
  await formats.getByText('Acunetix', { exact: true }).waitFor()
  await page.getByLabel('Search formats').fill('semgrep json')
  await formats.getByText('Acunetix', { exact: true }).waitFor({ state: 'detached' })
  await formats.getByText('Semgrep', { exact: true }).waitFor()
  await page.getByLabel('Search formats').fill('nobody makes this')
  await page.getByText('No format is called so.', { exact: false }).waitFor()
})

test('formats link to the pages that define them; our own name the file of the docs', async () => {
  const page = await visit('/settings/formats')
  const formats = page.getByRole('table').last()
  await formats.getByText('docs/stance-format.md').first().waitFor()
  const links = await formats
    .getByRole('link')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''))
  expect(links.length).toBeGreaterThan(100)
  expect(links.filter((href) => !/^https?:/.test(href))).toEqual([])
})
