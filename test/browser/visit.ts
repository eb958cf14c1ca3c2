import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, expect, inject, onTestFinished } from 'vitest'
import { launchBrowser } from './launch-browser.ts'

interface VisitOptions {
  width?: number
  height?: number
  scheme?: 'light' | 'dark'
  /** false: nobody is signed in. */
  signedIn?: boolean
}

let browser: Promise<Browser> | undefined
afterAll(async () => (await browser)?.close())

/**
 * Opens a page of the running server in a window of its own, as its administrator. The test fails when the page throws,
 * complains on the console (also of its content security policy), or gets a 5xx.
 */
export async function visit(path: string, options: VisitOptions = {}): Promise<Page> {
  const { width = 1280, height = 800, scheme = 'light', signedIn = true } = options
  browser ??= launchBrowser()
  const context = await (await browser).newContext({
    viewport: { width, height },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    baseURL: inject('webUrl'),
    ...(signedIn && { storageState: inject('administrator') }),
  })
  context.setDefaultTimeout(30_000)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    // A refused request is told by its status below; 401 and 404 are part of some tests.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      complaints.push(message.text())
    }
  })
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`)
  })
  onTestFinished(async () => {
    await context.close()
    expect(complaints).toEqual([])
  })
  await page.goto(path)
  return page
}

/** `1,234 findings` → 1234. */
export const numberIn = async (locator: Locator): Promise<number> =>
  Number(((await locator.textContent()) ?? '').replace(/[^\d]/g, ''))

/** The total beside the title of a list page, once it is there. */
export async function totalOf(page: Page, title: string): Promise<number> {
  const total = page.locator('main header', { has: page.getByRole('heading', { name: title, level: 1 }) })
  await total.getByText(/^[\d,]+$/).waitFor()
  return numberIn(total.getByText(/^[\d,]+$/))
}

/** What the API answers to the same person. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(`/api/v1${path}`)
  expect(response.status()).toBe(200)
  return (await response.json()) as T
}

/** Rows of the list on screen, in their order. */
export const rows = (page: Page): Locator => page.locator('tbody tr[aria-rowindex]:not([aria-busy])')

/** Where a click on a row is one on the row: in its middle may stand a link of its own. */
export const EDGE = { position: { x: 3, y: 3 } }
