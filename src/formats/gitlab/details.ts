import { z } from 'zod'
import type { CodeLocation } from '../../model/observation.ts'
import { asList, asObject, isObject } from '../values/fields.ts'
import { needed, position } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'

const fileLocation = z.object({
  file_name: needed,
  line_start: position,
  line_end: position,
  column_start: position,
  column_end: position,
})

const node = z.object({ file_location: fileLocation })

/** The first way of the data among the details. */
export function flowIn(details: unknown): CodeLocation[] {
  const flows = Object.values(asObject(details) ?? {}).find(
    (detail) => asObject(detail)?.type === 'code-flows',
  )
  return asList(asList(asObject(flows)?.items)[0]).flatMap((step) => {
    const place = readBy(node, step)?.file_location
    const path = relativePath(place?.file_name ?? '')
    if (!place || path === '') return []
    return [
      {
        path,
        line: place.line_start,
        endLine: place.line_end,
        column: place.column_start,
        endColumn: place.column_end,
      },
    ]
  })
}

/** How sure the tool is, which Semgrep says among the details since the schema has no field for it. */
export function confidenceIn(details: unknown): string | undefined {
  const { name, value } = asObject(asObject(details)?.confidence) ?? {}
  return name === 'confidence' && typeof value === 'string' ? value : undefined
}

/** Other details as lines of text, each behind its name. */
export function proseOf(details: unknown): string | undefined {
  const lines = Object.values(asObject(details) ?? {}).flatMap((detail) => {
    const said = textOf(detail, 0)
    const name = asObject(detail)?.name
    return said ? [typeof name === 'string' && name !== '' ? `${name}: ${said}` : said] : []
  })
  return lines.join('\n') || undefined
}

/** Details nest as deep as their author likes. */
const DEEPEST = 8

function textOf(detail: unknown, depth: number): string {
  if (!isObject(detail) || depth > DEEPEST) return ''
  const { type, value, href, items, rows, before, after, file_name, line_start, module_name, offset } = detail
  const inside = (list: unknown, separator: string): string =>
    asList(list)
      .map((item) => (Array.isArray(item) ? inside(item, ' | ') : textOf(item, depth + 1)))
      .filter(Boolean)
      .join(separator)
  if (type === 'url') return String(href ?? '')
  if (type === 'list') return inside(items, ', ')
  if (type === 'table') return inside(rows, '\n')
  if (type === 'named-list') return inside(Object.values(asObject(items) ?? {}), ', ')
  if (type === 'diff') return `${String(before ?? '')} → ${String(after ?? '')}`
  if (type === 'file-location') return `${String(file_name ?? '')}:${String(line_start ?? '')}`
  if (type === 'module-location') return `${String(module_name ?? '')}+${String(offset ?? '')}`
  return type !== 'code-flows' && ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : ''
}
