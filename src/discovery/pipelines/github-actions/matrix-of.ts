import type { Variable } from '../contract.ts'
import { at, listOf, type YamlValue } from '../yaml/yaml-value.ts'

/** Rows that one matrix may have: GitHub allows 256. */
const MAX_ROWS = 256

/** Rows of a matrix: the product of its lists, then what `include` adds. Values with names of their own become `axis.name`. */
export function matrixOf(matrix: YamlValue | undefined): Variable[][] {
  if (matrix?.kind !== 'map') return []
  let rows: Variable[][] = []
  for (const { key, value } of matrix.entries) {
    if (key === 'include' || key === 'exclude' || value.kind !== 'list') continue
    const values = value.items.map((item) => named(key, item))
    const product = (rows.length === 0 ? [[]] : rows).flatMap((row) => values.map((one) => [...row, ...one]))
    rows = product.slice(0, MAX_ROWS)
  }
  for (const item of listOf(at(matrix, 'include'))) {
    const more = item.entries.flatMap(({ key, value }) => named(key, value))
    const fits = rows.filter((row) =>
      row.every((one) => more.every((other) => other.name !== one.name || other.value === one.value)),
    )
    const joins = fits.length > 0 && fits.length < rows.length
    if (joins) for (const row of fits) row.push(...more)
    else if (rows.length < MAX_ROWS) rows.push(more)
  }
  return rows
}

function named(name: string, value: YamlValue, depth = 0): Variable[] {
  if (value.kind === 'text') return [{ name, value: value.text, line: value.line }]
  if (depth > 3) return []
  return value.entries.flatMap((entry) => named(`${name}.${entry.key}`, entry.value, depth + 1))
}
