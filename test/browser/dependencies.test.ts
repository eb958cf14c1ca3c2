import { expect, test } from 'vitest'
import type { Asset, Page as Paged } from '../../web/src/api/types.ts'
import { ask, visit } from './visit.ts'

test('the graph shows how weak components come in, by mouse and by keys', async () => {
  const page = await visit('/')
  const { items } = await ask<Paged<Asset>>(page, '/assets?q=shop-api')
  await page.goto(`/asset/${items[0]?.id}?tab=dependencies`)
  const graph = page.getByRole('region', { name: 'Dependency graph' })
  const nodes = graph.getByRole('button')
  await nodes.first().waitFor()
  const weak = await nodes.count()

  await page.getByText(/^All \d+$/).click()
  await expect.poll(() => nodes.count()).toBeGreaterThan(weak)
  const first = await nodes.first().getAttribute('title')
  await nodes.first().focus()
  await page.keyboard.press('ArrowRight')
  const chosen = graph.getByRole('button', { pressed: true })
  const needed = (await chosen.getAttribute('title')) ?? ''
  expect(needed).not.toBe(first)
  await page.getByRole('link', { name: needed, exact: true }).waitFor()
  await page.keyboard.press('ArrowLeft')
  expect(await chosen.getAttribute('title')).toBe(first)
  await page.keyboard.press('ArrowRight')

  await page.getByRole('button', { name: 'only what leads to it' }).click()
  await expect.poll(() => nodes.count()).toBeLessThan(weak)
  await page.getByRole('searchbox', { name: 'Find in the graph' }).fill('nothing is called so')
  await page.getByText('No component is called so.').waitFor()
})
