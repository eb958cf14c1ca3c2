/**
 * The `set` list of an update from what a change holds: columns of absent fields stay. Parameters are numbered from `first`.
 */
export function setColumns<T extends object>(
  change: T,
  columns: { [K in keyof T]-?: string },
  first: number,
): { sql: string; parameters: unknown[] } {
  const given = (Object.keys(columns) as (keyof T)[]).filter((field) => change[field] !== undefined)
  return {
    sql: [...given.map((field, n) => `${columns[field]} = $${first + n}`), 'updated_at = now()'].join(', '),
    parameters: given.map((field) => change[field]),
  }
}
