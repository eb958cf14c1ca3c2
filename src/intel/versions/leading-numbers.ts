/** The numbers with which a version begins (`1.2.3rc1` → `[1, 2, 3]`); undefined where it begins with something else. */
export function leadingNumbers(text: string): number[] | undefined {
  return /^\d+(?:\.\d+)*/.exec(text)?.[0].split('.').map(Number)
}
