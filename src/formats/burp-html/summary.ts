import type { Limits } from '../contract.ts'
import { allOf, hrefOf, lineOf, nodesOf, textOf } from './page.ts'

/** What the tables before the issues say of one. */
export interface Summary {
  /** `https://shop.example`. */
  site: string | undefined
  path: string
  severity: string | undefined
  confidence: string | undefined
}

/** Issues by their id: one table for each site, a row for each issue, that ends with the way to its details. */
export function summariesIn(html: string, limits: Limits): Map<string, Summary> {
  const found = new Map<string, Summary>()
  let site: string | undefined
  for (const element of allOf('*', nodesOf(html, limits))) {
    if (element.name === 'h1') site = /Issues found on (\S+)/.exec(textOf(element))?.[1] ?? site
    if (element.name !== 'tr') continue
    const cells = allOf('td', element.children)
    const id = hrefOf(allOf('a', cells.at(-1)?.children ?? [])[0])
    if (!id?.startsWith('#') || cells.length < 4) continue
    const [path, severity, confidence] = cells.map(lineOf)
    found.set(id.slice(1), { site, path: path ?? '', severity, confidence })
  }
  return found
}
