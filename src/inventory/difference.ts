/** Fields that a change really changed, as the audit log keeps them: `{ field: { was, is } }`. */
export function difference<T extends object>(before: T, after: T): Record<string, unknown> {
  const changed = (Object.keys(after) as (keyof T & string)[]).filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  )
  return Object.fromEntries(changed.map((key) => [key, { was: before[key], is: after[key] }]))
}
