import { expect, test } from 'vitest'
import type { Finding, FindingDetail, Page as Paged } from '../../web/src/api/types.ts'
import { ask, visit } from './visit.ts'

/** A finding that several tools saw. */
async function agreed(page: Awaited<ReturnType<typeof visit>>): Promise<FindingDetail> {
  const { items } = await ask<Paged<Finding>>(page, '/findings?agreed=true&state=open&limit=1')
  return ask<FindingDetail>(page, `/findings/${items[0]?.id}`)
}

test('the factors add up to the score', async () => {
  const page = await visit('/')
  const { id, score } = await agreed(page)
  await page.goto(`/findings/${id}`)
  const table = page.getByRole('table', { name: 'Factors of the score, in points' })
  await table.waitFor()
  const points = await table.locator('tbody td:last-child').allTextContents()
  const sum = points.reduce((total, text) => total + Number(text.replace('−', '-').replace('+', '')), 0)
  expect(sum).toBeCloseTo(score, 1)
  expect(Number(await table.locator('tfoot td').last().textContent())).toBeCloseTo(score, 1)
})

test('every tool speaks for itself, shows what it printed, and can be split off and joined again', async () => {
  const page = await visit('/')
  const finding = await agreed(page)
  await page.goto(`/findings/${finding.id}`)
  const last = finding.observations.at(-1)
  await page.getByRole('button', { name: 'Show what it printed' }).first().click()
  await expect
    .poll(() => page.getByRole('region', { name: 'What the tool printed' }).textContent())
    .toMatch(/[{<]/)

  await page
    .getByRole('checkbox', { name: `Split off what ${last?.tool} said` })
    .last()
    .check()
  await page.getByRole('button', { name: 'Split 1 observation' }).click()
  await page.getByText('Part of it was split off').waitFor()
  const rest = await ask<FindingDetail>(page, `/findings/${finding.id}`)
  expect(rest.observations).toHaveLength(finding.observations.length - 1)

  await page.getByRole('link', { name: 'the other one' }).first().click()
  await page.getByText('Split off from another finding').waitFor()
  await page.getByRole('button', { name: 'Join' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(finding.component?.name ?? finding.path ?? finding.title)
  await dialog.getByRole('button', { name: rest.title }).first().click()
  await page.getByText('This finding is now part of').waitFor()
})

test('a note stays with its author', async () => {
  const page = await visit('/')
  const { id } = await agreed(page)
  await page.goto(`/findings/${id}`)
  await page.getByLabel('New note').fill('Asked the storefront team on Monday.')
  await page.getByRole('button', { name: 'Add the note' }).click()
  await page.getByText('Asked the storefront team on Monday.').waitFor()
  await page.reload()
  await page.getByText('Asked the storefront team on Monday.').waitFor()
  expect(await page.getByText(/^Ada Moreau, /).count()).toBeGreaterThan(0)
})

test('a finding that is not there says what to do', async () => {
  const page = await visit('/findings/01a20ad4-0000-7000-8000-000000000000')
  await page.getByRole('alert').getByText('This is not here').waitFor()
})
