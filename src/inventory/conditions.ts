/** Conditions of a `where` and their parameters, collected one filter at a time. */
export interface Conditions {
  where: string[]
  parameters: unknown[]
  /** Adds a condition on a value; nothing when the value is absent. `sql` gets the parameter's name (`$3`). */
  add<T>(value: T | undefined, sql: (parameter: string) => string): void
}

export function conditions(): Conditions {
  const where: string[] = []
  const parameters: unknown[] = []
  return {
    where,
    parameters,
    add(value, sql) {
      if (value === undefined) return
      parameters.push(value)
      where.push(`(${sql(`$${parameters.length}`)})`)
    },
  }
}

/** A pattern for `ilike` that finds a text anywhere, taken literally. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Ids or names of other things, or `none`: how filters name teams and applications. `as` is their table's alias. */
export const named = (as: string) => (parameter: string) =>
  `${as}.id::text = any(${parameter}) or ${as}.name = any(${parameter}) or (${as}.id is null and 'none' = any(${parameter}))`
