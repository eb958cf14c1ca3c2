import { expect, test } from 'vitest'
import type { DryRun, Finding, Page as Paged, PolicyRow } from '../../web/src/api/types.ts'
import { ask, rows, totalOf, visit } from './visit.ts'

/** Replaces the whole text of the editor, as by hand. */
async function write(page: Awaited<ReturnType<typeof visit>>, text: string): Promise<void> {
  const editor = page.getByRole('textbox', { name: 'Policy as YAML' })
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(text)
}

/** Takes what is offered. A list that has just come takes no key for a moment, so that nobody takes it by mistake. */
async function accept(page: Awaited<ReturnType<typeof visit>>, name: string | RegExp): Promise<void> {
  await page.getByRole('option', { name }).waitFor()
  await page.waitForTimeout(200)
  await page.keyboard.press('Enter')
}

const POLICY = (when: string, effect: string) => `policy: browser-made
version: 1
description: Made in a browser.
rules:
  - id: loud
    applies: all
    when: ${when}
    then: ${effect}
tests:
  - name: a secret is loud
    finding: { kind: secret }
    expect: block
    rule: loud
`

test('a policy is written with help, tried on live data, saved, changed, brought back and deleted', async () => {
  const page = await visit('/policies')
  await page.getByRole('link', { name: 'New policy' }).click()
  await page.getByText('2 passed').waitFor()

  // A mistake is told with its place, and leads there.
  await write(page, POLICY('finding.kindd == "secret"', '{ block: Loud., tag: loud }'))
  const mistake = page.getByRole('button', { name: /^Error 7:/ })
  await mistake.waitFor()
  await mistake.click()
  expect(await page.locator('.cm-lintRange-error').count()).toBeGreaterThan(0)
  expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true)

  // Facts and their values are offered as one types.
  await write(page, POLICY('', '{ block: Loud., tag: loud }'))
  await page.getByRole('textbox', { name: 'Policy as YAML' }).click()
  await page.keyboard.press('Control+Home')
  for (let line = 1; line < 7; line++) await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await page.keyboard.type('finding.kin')
  await accept(page, /^kind/)
  await page.keyboard.type(' == "sec')
  await accept(page, 'secret')
  await page.keyboard.type('"')
  await page.getByText('1 passed').waitFor()

  // What it would do is shown before it is done.
  const secrets = (await ask<Paged<Finding>>(page, '/findings?state=open&kind=secret&limit=1')).total
  await page.getByText('Dry run', { exact: true }).click()
  const answered = page.waitForResponse('**/policies/dry-run')
  await page.getByRole('button', { name: 'Run it dry' }).click()
  const { counts } = (await (await answered).json()) as DryRun
  expect(counts.tagged).toBe(secrets)
  await page.getByText(`${secrets} tagged`).waitFor()
  await page.getByText('Nothing has been changed yet.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').getByLabel('Why').fill('Tried in a browser')
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('heading', { name: 'browser-made', level: 1 }).waitFor()

  // It is in force: a count leads to the rows behind it.
  const own = (await ask<PolicyRow[]>(page, '/policies')).find(({ name }) => name === 'browser-made')
  await expect
    .poll(async () => (await ask<PolicyRow>(page, `/policies/${own?.id}`)).firing, { timeout: 60_000 })
    .toBe(secrets)
  await page.reload()
  await page.getByRole('link', { name: `${secrets} open findings` }).click()
  await expect.poll(() => totalOf(page, 'Findings')).toBe(secrets)
  expect(page.url()).toContain('policyRule=browser-made%2Floud')
  await page.goBack()

  // A second version, how it differs from the first, and back.
  await page.getByText('1 passed').waitFor({ state: 'detached' })
  await write(
    page,
    POLICY('finding.kind == "secret" && finding.score > 10.0', '{ block: Louder., tag: loud }'),
  )
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await page.getByText('Versions', { exact: true }).click()
  await page.getByRole('radio', { name: /Version 1/ }).check()
  await page.getByRole('region', { name: 'From version 1 to the editor' }).getByText('Louder.').waitFor()
  await page.getByRole('button', { name: 'Bring version 1 back' }).click()
  await page.getByText('They are the same.').waitFor()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
  await page.getByRole('radio', { name: /Version 3 \(in force\)/ }).waitFor()

  await page.getByRole('button', { name: 'Delete browser-made' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { name: 'Policies', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'browser-made' }).waitFor({ state: 'detached' })
})

test('a policy that comes with Stance is put in force from the list, narrowed by facets and search', async () => {
  const page = await visit('/policies')
  await rows(page).first().waitFor()
  const all = await totalOf(page, 'Policies')
  await page.getByRole('checkbox', { name: /^Not in force/ }).check()
  await expect.poll(() => totalOf(page, 'Policies')).toBeLessThan(all)
  await page.keyboard.press('/')
  await page.keyboard.type('owasp')
  const box = page.getByRole('checkbox', { name: 'owasp-top-10 in force' })
  await box.check()
  await page.getByText('owasp-top-10 is in force. The findings follow.').waitFor()
  const stored = async () =>
    (await ask<PolicyRow[]>(page, '/policies')).find(({ name }) => name === 'owasp-top-10')
  expect((await stored())?.enabled).toBe(true)
  await expect.poll(async () => (await stored())?.firing, { timeout: 60_000 }).toBeGreaterThan(0)
  await page.goto('/policies?q=owasp')
  await box.uncheck()
  await expect.poll(async () => (await stored())?.enabled).toBe(false)
})

test('a new policy begins with one that comes with Stance', async () => {
  const page = await visit('/new-policy')
  const begin = page.getByRole('button', { name: 'Begin with…' })
  await begin.click()
  await page.getByRole('menuitem', { name: 'secrets' }).click()
  await page.getByRole('textbox', { name: 'Policy as YAML' }).getByText('my-secrets').waitFor()
  await page.getByText(/^\d+ passed$/).waitFor()
  // Untouched, it may be left.
  await page.getByRole('link', { name: 'Policies', exact: true }).click()
  await page.getByRole('heading', { name: 'Policies', level: 1 }).waitFor()
})

test('what was written is not lost by a slip, and letters in the editor are no shortcuts', async () => {
  const page = await visit('/new-policy')
  await page.getByRole('textbox', { name: 'Policy as YAML' }).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('gf?')
  expect(new URL(page.url()).pathname).toBe('/new-policy')
  await page.getByRole('link', { name: 'Findings', exact: true }).click()
  await page.getByRole('dialog').getByText('What you changed in this policy is lost.').waitFor()
  await page.getByRole('button', { name: 'Keep' }).click()
  expect(new URL(page.url()).pathname).toBe('/new-policy')
})

test('what somebody else saved meanwhile is not undone unseen', async () => {
  const page = await visit('/policies')
  const origin = { origin: new URL(page.url()).origin }
  const text = (name: string, note: string) =>
    `policy: ${name}\nversion: 1\nrules:\n  - { id: r, when: finding.kind == "secret", then: { tag: ${note} } }\n`
  const made = await page.request.post('/api/v1/policies', {
    headers: origin,
    data: { text: text('browser-shared', 'first'), enabled: false },
  })
  const { id } = (await made.json()) as PolicyRow
  const saveElsewhere = (note: string) =>
    page.request.patch(`/api/v1/policies/${id}`, {
      headers: origin,
      data: { text: text('browser-shared', note), note },
    })
  await page.goto(`/policies/${id}`)
  const editor = page.getByRole('textbox', { name: 'Policy as YAML' })
  // Nothing was written here: their text is shown.
  await editor.getByText('first').waitFor()
  await saveElsewhere('second')
  await editor.getByText('second').waitFor()
  // Something was: it stays, and saving it asks first.
  await write(page, text('browser-shared', 'mine'))
  await saveElsewhere('third')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const dialog = page.getByRole('dialog')
  const over = dialog.getByRole('checkbox', { name: /Save over version 3/ })
  await over.waitFor()
  expect(await dialog.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true)
  await over.check()
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await dialog.waitFor({ state: 'detached' })
  await expect.poll(async () => (await ask<PolicyRow>(page, `/policies/${id}`)).revision).toBe(4)
  await page.request.delete(`/api/v1/policies/${id}`, { headers: origin })
})
