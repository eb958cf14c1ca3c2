/**
 * Round values for an axis from zero: at most `most` steps of 1, 2 or 5 × 10ⁿ that reach `max`; whole numbers only.
 * `ticks(940, 4)` → 0, 250 is not round enough: 0, 500, 1000.
 */
export function ticks(max: number, most: number): number[] {
  const rough = Math.max(1, max / most)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5].find((n) => n * power >= rough) ?? 10)
  const steps = Math.max(1, Math.ceil(max / step))
  return Array.from({ length: steps + 1 }, (_, i) => i * step)
}

/** At most `most` of the indexes 0…length−1, evenly apart, counted back from the last, which is today. */
export function everyNth(length: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(length / Math.max(1, most)))
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => length - 1 - i * step).toReversed()
}
