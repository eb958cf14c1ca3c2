import type { Component } from '../model/component.ts'
import type { Item } from './contract.ts'

/** Longest text that an item carries; what is longer is in the stored report. */
const LONGEST = 1024 * 1024

/**
 * Makes every text of an item storable, in place: NUL characters (which PostgreSQL has no place for) become �, texts over 1 MiB are
 * cut. Returns whether something was cut.
 */
export function boundTexts(item: Item): boolean {
  return boundIn(item as unknown as Record<string, unknown>)
}

/** Whether an item can hold a text over the bound: what is elsewhere in an observation is no longer than its element's own text. */
export function mayBeLong(item: Item): boolean {
  if (item.type === 'observation')
    return isLong(item.raw) || isLong(item.description) || isLong(item.remediation)
  // References within a report are not kept.
  if (item.type === 'dependency') return false
  return item.type !== 'component' || hasLong(item)
}

const isLong = (text: string | undefined): boolean => text !== undefined && text.length > LONGEST

/** SBOMs list packages by the hundred thousand: named one by one, for to walk through all that an object has takes ten times as long. */
const hasLong = (one: Component): boolean =>
  [one.name, one.version, one.purl, one.group, one.cpe, one.path, one.supplier, one.deprecated].some(
    isLong,
  ) ||
  [one.licenses, one.wanted].some((texts) => texts?.some(isLong)) ||
  isLong(one.componentType) ||
  (one.hashes !== undefined && Object.values(one.hashes).some(isLong)) ||
  one.reach !== undefined

function boundIn(holder: Record<string, unknown>): boolean {
  let cut = false
  for (const key in holder) {
    const value = holder[key]
    if (typeof value === 'string') {
      if (value.length > LONGEST) {
        holder[key] = `${value.slice(0, LONGEST).toWellFormed()}…`
        cut = true
      }
      if (value.includes('\0')) holder[key] = (holder[key] as string).replaceAll('\0', '\uFFFD')
    } else if (typeof value === 'object' && value !== null)
      cut = boundIn(value as Record<string, unknown>) || cut
  }
  return cut
}
