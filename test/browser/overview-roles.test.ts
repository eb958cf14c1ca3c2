import { expect, test } from 'vitest'
import { numberIn, totalOf, visit } from './visit.ts'

const VIEWS = [
  ['CISO', ['Risk over time', 'What drives it', 'By business unit', 'Due dates', 'How fixing goes']],
  ['Security', ['Queue', 'New today', 'Policies firing', 'Due dates', 'By kind']],
  ['Developer', ['Mine', 'Fix first', 'Repositories']],
  ['Auditor', ['Decisions', 'Exceptions', 'Trail']],
] as const

test.each(VIEWS)('%s sees what they have to know first', async (label, headings) => {
  const page = await visit('/')
  await page.getByRole('radiogroup', { name: 'Overview for' }).locator('label', { hasText: label }).click()
  for (const name of headings) await page.getByRole('heading', { name, level: 2 }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: headings[0], level: 2 }).waitFor()
  expect(new URL(page.url()).searchParams.get('view')).toBe(label.toLowerCase())
})

test.each(['ciso', 'security', 'developer', 'auditor'])(
  'every number of %s leads to as many rows',
  async (view) => {
    const page = await visit(`/?view=${view}`)
    await page.locator('main h2').first().waitFor()
    await page.waitForLoadState('networkidle')
    const told = await page
      .locator('main a[href^="/findings?"]')
      .evaluateAll((links) =>
        links.map((link) => ({ words: link.textContent?.trim() ?? '', to: link.getAttribute('href') ?? '' })),
      )
    const counts = told.filter(({ words }) => /^(All )?[\d,]+( \w{4,})?$/.test(words))
    expect(counts.length).toBeGreaterThan(3)
    const different = [...new Map(counts.map((one) => [one.to, one])).values()].slice(0, 12)
    for (const { words, to } of different) {
      await page.goto(to)
      expect(await totalOf(page, 'Findings'), `${words} ${to}`).toBe(Number(words.replace(/[^\d]/g, '')))
    }
  },
)

test('as of a day before the first report, and it says so', async () => {
  const page = await visit('/?view=ciso&asOf=2020-01-01')
  await page.getByRole('status').getByText('As of the end of Jan 1, 2020').waitFor()
  expect(await page.getByLabel('As of').inputValue()).toBe('2020-01-01')
  await page.getByRole('button', { name: 'Now', exact: true }).click()
  await page.getByText('As of the end of').waitFor({ state: 'detached' })
  const risk = page.locator('tbody td[data-end]').first()
  await expect.poll(() => numberIn(risk)).toBeGreaterThan(0)
})

const SAME_SITE = { 'sec-fetch-site': 'same-origin' }

test.each(['posture', 'ciso', 'security', 'developer'])(
  'a part that no report is about is not praised by %s: it says what comes first',
  async (view) => {
    const page = await visit('/favicon.svg')
    const name = `Unseen by ${view}`
    const made = await page.request.post('/api/v1/applications', {
      data: { name },
      headers: SAME_SITE,
    })
    const { id } = await made.json()
    await page.goto(`/?view=${view}&application=${id}`)
    await page.getByRole('heading', { name: 'Nothing was found in this part yet' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Import a report' }).waitFor()
    await page.request.delete(`/api/v1/applications/${id}`, {
      headers: SAME_SITE,
    })
  },
)
