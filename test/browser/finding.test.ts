import { expect, test } from 'vitest'
import type { Finding, FindingDetail, Page as Paged } from '../../web/src/api/types.ts'
import { ask, visit } from './visit.ts'

/** A finding that several tools saw. */
async function agreed(page: Awaited<ReturnType<typeof visit>>): Promise<FindingDetail> {
  const { items } = await ask<Paged<Finding>>(page, '/findings?agreed=true&state=open&limit=1')
  return ask<FindingDetail>(page, `/findings/${items[0]?.id}`)
}

/** `−1.2` as a number. */
const figure = (text: string | null) => Number((text ?? '').replace('−', '-').replace('+', ''))

test('both sides add up from their factors, and the score from both', async () => {
  const page = await visit('/')
  const { id, explanation } = await agreed(page)
  await page.goto(`/findings/${id}`)
  for (const side of ['Likelihood', 'Impact'] as const) {
    const table = page.getByRole('table', { name: `${side}: factors in points` })
    await table.waitFor()
    const points = await table.locator('tbody td:last-child').allTextContents()
    const total = figure(await table.locator('thead td').last().textContent())
    expect(points.length).toBeGreaterThan(3)
    expect(points.reduce((sum, text) => sum + figure(text), 0)).toBeCloseTo(total, 1)
    expect(total).toBe(side === 'Likelihood' ? explanation.likelihood : explanation.impact)
  }
  const { likelihood, impact, score, low, high, policyPoints } = explanation
  expect(Math.abs((likelihood * impact) / 100 + policyPoints - score)).toBeLessThanOrEqual(0.0501)
  await page.getByText(`= score ${score.toFixed(1)}`).waitFor()
  await page.getByText(`Between ${low.toFixed(1)} and ${high.toFixed(1)}`).waitFor()
})

test('what would lower a score is said, and so is the way to the SSVC decision', async () => {
  const page = await visit('/')
  const { items } = await ask<Paged<Finding>>(page, '/findings?kind=dependency&state=open&sort=score&limit=1')
  const { explanation, ssvc, id } = await ask<FindingDetail>(page, `/findings/${items[0]?.id}`)
  await page.goto(`/findings/${id}`)
  await page.getByRole('heading', { name: 'What would lower this' }).waitFor()
  const [first] = explanation.lowers
  await page
    .getByText(first?.label ?? 'none')
    .first()
    .waitFor()
  await page
    .getByTitle(`The score would be ${first?.score.toFixed(1)}`)
    .first()
    .waitFor()
  const path = page.getByRole('list', { name: 'Decision points' })
  expect(await path.getByRole('listitem').count()).toBe((ssvc?.deployer.path.length ?? 0) + 1)
  // Abbreviations are written as such, and say what they stand for.
  await path.getByText('MEF failure', { exact: true }).waitFor()
  await path.getByText('MEF = mission essential function').waitFor()
  await page.getByRole('tab', { name: 'Who coordinates' }).click()
  await path.getByText('Technical Impact', { exact: false }).first().waitFor()
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
