import parseExpression, { type Info } from 'spdx-expression-parse'
import { listedId } from './listed-id.ts'
import { ADDRESSES, RENAMED, SPELLINGS } from './spellings.ts'

const MOST_CHARS = 1_000

/**
 * A licence as SPDX writes it: an id of its list, or an expression of such ids. What names no licence of the list, or may name several, is
 * left as it was said.
 */
export function normalLicense(text: string): string {
  const said = text.trim().replace(/\s+/g, ' ')
  if (said === '' || said.length > MOST_CHARS) return text
  return oneLicense(said) ?? expression(said) ?? severalLicenses(said) ?? text
}

/** Licences of a component, each once. */
export const normalLicenses = (texts: readonly string[]): string[] => [...new Set(texts.map(normalLicense))]

function oneLicense(said: string): string | undefined {
  const id = listedId(said)
  const known = own(RENAMED, id ?? said) ?? id
  if (known !== undefined) return known
  return addressed(said) ?? own(SPELLINGS, spellingKey(said)) ?? gnu(said)
}

/** Not what every object has. */
const own = (table: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined

const spellingKey = (said: string): string =>
  said
    .toLowerCase()
    .replace(/\blicen[cs]e\b|\bthe\b|\bversion\b|\bv(?:\.\s*)?(?=\d)/g, ' ')
    .replace(/[^a-z0-9.+]+/g, ' ')
    .trim()

function addressed(said: string): string | undefined {
  const rest = /^(?:https?:\/\/)(?:www\.)?(\S+)$/i.exec(said)?.[1]?.toLowerCase()
  if (!rest) return undefined
  const place = rest
    .replace(/[#?].*$/, '')
    .replace(/\/$/, '')
    .replace(/\.(?:txt|html?|php|en\.html)$/, '')
  const listed = /^(?:spdx\.org\/licenses|opensource\.org\/licenses?)\/([\w.+-]+)$/.exec(place)?.[1]
  const id = listed === undefined ? undefined : listedId(listed)
  return (id && (own(RENAMED, id) ?? id)) ?? ADDRESSES.find(([address]) => address.test(place))?.[1]
}

/** `GPLv3+`, `GNU LGPL v2.1 or later`, `GNU Affero General Public License v3 (AGPLv3)`. */
function gnu(said: string): string | undefined {
  const [, name = '', version = '', rest = ''] =
    /^(?:the )?(?:gnu )?((?:affero |lesser |library )?general public licen[cs]e|[al]?gpl)(?: \([al]?gpl\))?[ ,-]*(?:version |v\.? ?)?([123](?:\.\d)?)(.*)$/i.exec(
      said,
    ) ?? []
  if (!name) return undefined
  const family = /^a/i.test(name) ? 'AGPL' : /^l/i.test(name) ? 'LGPL' : 'GPL'
  const later = /^\+|or (?:later|newer|\(at your option\) any later)|any later/i.test(rest.trim())
  // What else stands behind it may be an exception, which makes another licence of it.
  if (!later && !/^(?: only)?(?: \((?:[al]?gpl)?[ -]?v?[123](?:\.\d)?\))?$/i.test(rest)) return undefined
  const id = `${family}-${version.includes('.') ? version : `${version}.0`}-${later ? 'or-later' : 'only'}`
  return listedId(id)
}

function expression(said: string): string | undefined {
  if (said.includes('DocumentRef-')) return undefined
  try {
    return written(parseExpression(said))
  } catch {
    return undefined
  }
}

/** An expression with no more brackets than it needs. */
function written(info: Info, within?: 'and' | 'or'): string {
  if ('conjunction' in info) {
    const text = `${written(info.left, info.conjunction)} ${info.conjunction.toUpperCase()} ${written(info.right, info.conjunction)}`
    return within !== undefined && within !== info.conjunction ? `(${text})` : text
  }
  const id = `${info.license}${info.plus ? '+' : ''}`
  return `${own(RENAMED, id) ?? id}${info.exception ? ` WITH ${info.exception}` : ''}`
}

/** `MIT/Apache-2.0` (as Cargo once had it), `Apache 2.0 or MIT`, `(BSD-3-Clause and MIT License)`. */
function severalLicenses(said: string): string | undefined {
  const bare = said.replace(/^\((.*)\)$/, '$1')
  if (/[()]/.test(bare)) return undefined
  for (const [separator, word] of [
    [/ ?\/ ?| or | \| /i, ' OR '],
    [/ and | & /i, ' AND '],
  ] as const) {
    const parts = bare.split(separator)
    if (parts.length < 2) continue
    const ids = parts.map((part) => oneLicense(part.trim()))
    return ids.every((id) => id !== undefined) ? [...new Set(ids)].join(word) : undefined
  }
  return undefined
}
