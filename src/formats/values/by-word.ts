/**
 * A table in which words of a report are looked up. It has nothing that every object has, so that `constructor` or `__proto__` finds no
 * entry as any other unknown word.
 */
export const byWord = <T>(table: Record<string, T>): Record<string, T> =>
  Object.assign(Object.create(null), table)
