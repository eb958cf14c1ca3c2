import type { Syntax } from './schema.ts'

/** A flaw of a mapping, for whoever wrote it: what is wrong and what to write instead. */
export class MappingFlaw extends Error {}

/** Where a value stands: names to follow from the element, from what holds it, or from the document's root. */
export interface Path {
  from: 'element' | 'holder' | 'document' | 'key'
  /** `*` = any; in XML the last one may be `@attribute` or `.` (the element's own text). */
  names: string[]
}

const MOST_NAMES = 30

/**
 * `policy/name`, `entities/label`, `../host` (of what holds the element, with `each`), `/tenant/id` (of the document), `@key` (the
 * element's own key); CSV: a column's name as it is. `~1` is a slash within a name, as in JSON pointers. Throws MappingFlaw.
 */
export function parsePath(text: string, syntax: Syntax): Path {
  if (syntax === 'csv') return { from: 'element', names: [text] }
  if (text === '@key' && syntax === 'json') return { from: 'key', names: [] }
  const from = text.startsWith('/') ? 'document' : text.startsWith('../') ? 'holder' : 'element'
  const rest = from === 'document' ? text.slice(1) : from === 'holder' ? text.slice(3) : text
  const names = rest.split('/').map(unescapeName)
  if (names.some((name) => name === ''))
    throw new MappingFlaw(
      `"${text}" has an empty name: write names with one slash between, such as policy/name`,
    )
  if (names.includes('..'))
    throw new MappingFlaw(`"${text}" climbs too far: .. may stand once, at the beginning`)
  if (names.length > MOST_NAMES) throw new MappingFlaw(`"${text}" is deeper than ${MOST_NAMES} names`)
  if (syntax === 'xml' && names.slice(0, -1).some((name) => name.startsWith('@') || name === '.'))
    throw new MappingFlaw(`"${text}" goes on behind an attribute: @name and . may stand only at the end`)
  return { from, names }
}

const unescapeName = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~')
