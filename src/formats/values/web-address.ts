import type { AssetClaim } from '../../model/asset.ts'
import { remembered } from './remembered.ts'

/** Whether a text is a web address with its scheme. */
export const isWebAddress = (text: string | undefined): text is `http${string}` =>
  /^https?:\/\//i.test(text ?? '')

/**
 * A path below a site as one address. Both are joined as they are written: what a scanner put into a path would be encoded by a parser.
 * Undefined when there is neither.
 */
export function addressAt(site: string | undefined, path: string | undefined): string | undefined {
  if (!path?.trim()) return site?.trim() || undefined
  if (isWebAddress(path) || !site?.trim()) return path.trim()
  const base = withoutSlashes(site.trim())
  return `${base}${/^[/?#]/.test(path) ? '' : '/'}${path.trim()}`
}

function withoutSlashes(text: string): string {
  let end = text.length
  while (text[end - 1] === '/') end--
  return text.slice(0, end)
}

/** The scheme, host and port of a web address. */
export function originOf(url: string | undefined): string | undefined {
  if (!isWebAddress(url)) return undefined
  return originIn(PLAIN_SITE.exec(url)?.[0] ?? url)
}

/** Most addresses up to their path, on which their origin does not depend. */
const PLAIN_SITE = /^https?:\/\/[\w.:[\]-]+(?=[/?#]|$)/i

/** Many results of one report are about few sites. */
const originIn = remembered((url) => URL.parse(url)?.origin)

/** The claim that a report speaks of the site that a web address is on, once for each site: those in `known` are left out. */
export function* newSite(
  url: string | undefined,
  known: Set<string>,
  attributes: Record<string, string | undefined> = {},
): Generator<AssetClaim> {
  const name = originOf(url)
  if (!name || known.has(name)) return
  known.add(name)
  const said = Object.entries(attributes).filter((entry): entry is [string, string] =>
    Boolean(entry[1]?.trim()),
  )
  yield {
    type: 'asset',
    kind: 'service',
    name,
    ...(said.length > 0 && { attributes: Object.fromEntries(said) }),
  }
}

/** The same for a host that a report names without a scheme. */
export function* newHost(
  name: string | undefined,
  known: Set<string>,
  attributes: Record<string, string | undefined> = {},
): Generator<AssetClaim> {
  const host = name?.trim()
  if (!host || known.has(host)) return
  known.add(host)
  const said = Object.entries(attributes).filter((entry): entry is [string, string] =>
    Boolean(entry[1]?.trim()),
  )
  yield {
    type: 'asset',
    kind: 'host',
    name: host,
    ...(said.length > 0 && { attributes: Object.fromEntries(said) }),
  }
}
