import type { VersionScheme } from '../scheme.ts'

/** How a version may stand to a bound; `~>` and `^` end before the next number that may break something. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~>' | '^' | '~'

const HOLDS: Partial<Record<Operator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
}

/** How many of a bound's first numbers a version has to share, by what its ecosystem calls compatible. */
const SHARES: Partial<Record<Operator, (numbers: readonly number[]) => number>> = {
  // All but the last that is written: `~> 1.4.2` is 1.4, `~> 1.4` is 1.
  '~>': (numbers) => Math.max(numbers.length - 1, 1),
  // Up to the first that is not zero: `^1.4.2` is 1, `^0.4.2` is 0.4.
  '^': (numbers) => {
    const first = numbers.findIndex((number) => number !== 0)
    return first === -1 ? numbers.length : first + 1
  },
  // Major and minor, as far as they are written.
  '~': (numbers) => Math.min(numbers.length, 2),
}

/** Whether a version stands so to a bound, in its scheme's order; false where one of the two is no version. */
export function holds<V>(
  scheme: VersionScheme<V>,
  version: string,
  operator: Operator,
  bound: string,
): boolean {
  const [own, other] = [scheme.parse(version), scheme.parse(bound)]
  if (own === undefined || other === undefined) return false
  const order = scheme.compare(own, other)
  const plain = HOLDS[operator]
  if (plain) return plain(order)
  const numbers = numbersOf(bound)
  return order >= 0 && sharesStart(scheme, version, numbers.slice(0, SHARES[operator]?.(numbers)))
}

/** Whether a version's release begins with these numbers. */
export function sharesStart<V>(scheme: VersionScheme<V>, version: string, start: readonly number[]): boolean {
  const own = scheme.parse(version)
  const numbers = own === undefined ? undefined : scheme.release(own)
  return numbers !== undefined && start.every((number, i) => (numbers[i] ?? 0) === number)
}

/** The numbers that a text begins with, as many as are written: `1.4.2-rc.1` → 1, 4, 2. */
export const numbersOf = (text: string): number[] =>
  (/^v?(\d+(?:\.\d+)*)/i.exec(text)?.[1] ?? '').split('.').filter(Boolean).map(Number)
