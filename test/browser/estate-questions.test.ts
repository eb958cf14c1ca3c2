import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { discoverShop, SHOP } from './shop-discovery.ts'
import { visit } from './visit.ts'

const text = (page: Page) => page.getByRole('textbox', { name: 'Question as text' })
const answers = (page: Page) => page.getByRole('region', { name: 'Answers' })

test('an example is asked at a click, and what it finds opens beside it', async () => {
  const page = await visit('/favicon.svg')
  await discoverShop(page)
  await page.goto('/estate/questions')
  await page.getByRole('link', { name: 'Personal data behind open endpoints' }).click()
  const path = answers(page).getByRole('listitem').filter({ hasText: SHOP })
  await path.getByRole('link', { name: 'Person', exact: true }).click()
  const panel = page.getByRole('region', { name: 'Details' })
  await panel.getByRole('heading', { name: 'Person' }).waitFor()
  expect(page.url()).toContain('q=internet')
  expect(page.url()).toContain('open=')
  expect(await path.getByRole('link').allTextContents()).toEqual([
    'Internet',
    'door',
    'web',
    'shop',
    'shop-web',
    'GET /people/{id}',
    'Person',
  ])
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})

test('boxes write the text, and the text draws the boxes', async () => {
  const page = await visit('/favicon.svg')
  await discoverShop(page)
  await page.goto('/estate/questions')
  const choose = async (button: string, item: string) => {
    await page.getByRole('button', { name: button }).last().click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
  }
  await choose('Begin with', 'Deployable')
  await choose('Step', 'Endpoint')
  await choose('Condition', 'Authentication')
  await choose('Condition', 'Attribute')
  await page.getByRole('textbox', { name: 'Attribute', exact: true }).fill('framework')
  await page.getByRole('textbox', { name: 'Value of the attribute' }).fill('Hapi')
  await page.getByRole('button', { name: 'leads to' }).click()
  await page.getByRole('checkbox', { name: 'Exposes' }).check()
  await page.keyboard.press('Escape')
  await expect
    .poll(() => text(page).inputValue())
    .toBe('deployable -[exposes]-> endpoint[!authenticated && attributes.framework == "Hapi"]')
  await page.getByRole('button', { name: 'Ask' }).click()
  await answers(page).getByRole('link', { name: 'GET /people/{id}' }).waitFor()

  await text(page).fill(`endpoint[asset == "${SHOP}" && name.matches("^POST")]`)
  await page.getByRole('group', { name: 'Step 1' }).getByText('name.matches("^POST")').waitFor()
  expect(await page.getByRole('group', { name: 'Step 2' }).count()).toBe(0)
  await page.getByText(/^Answers to what was asked last/).waitFor()
  await text(page).press('Enter')
  await answers(page).getByText('1 answer').waitFor()
  await page.goBack()
  await expect.poll(() => text(page).inputValue()).toContain('deployable')
})

test('a mistake is told at its place', async () => {
  const page = await visit('/estate/questions?q=internet%20-%3E%20endpint')
  await page.getByText(/can't be read at character 13/).waitFor()
  expect(await page.locator('mark').textContent()).toBe('endpint')
  await page.getByText('The boxes can’t show this text').waitFor()
  await text(page).fill('internet -> endpoint[name == ]')
  await text(page).press('Enter')
  await page.getByText(/The condition \[name == \] at character/).waitFor()
  expect(await page.getByRole('group', { name: 'Step 2' }).getAttribute('data-wrong')).toBe('true')
})

test('a question is kept under a name, once, and can be forgotten', async () => {
  const page = await visit('/estate/questions?q=pipeline')
  const keep = async (name: string) => {
    await page.getByRole('button', { name: 'Keep', exact: true }).click()
    await page.getByRole('dialog').getByLabel('Name').fill(name)
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click()
  }
  await keep('Every pipeline')
  const link = page.getByRole('link', { name: 'Every pipeline' })
  await link.waitFor()
  await keep('Every pipeline')
  await page.getByText('There is a question named Every pipeline').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'New question' }).click()
  await link.click()
  await expect.poll(() => text(page).inputValue()).toBe('pipeline')
  await page.getByRole('button', { name: 'Delete “Every pipeline”' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await link.waitFor({ state: 'detached' })
})
