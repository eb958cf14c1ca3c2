/** A row as JSON says it: dates are ISO 8601 texts. */
export type Wire<T> = {
  [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K]
}

/** A row of the database as the contract has it: its own dates (not nested ones) become ISO 8601 texts. */
export function wire<T extends object>(row: T): Wire<T> {
  const entries = Object.entries(row).map(([key, value]) => [
    key,
    value instanceof Date ? value.toISOString() : value,
  ])
  return Object.fromEntries(entries) as Wire<T>
}
