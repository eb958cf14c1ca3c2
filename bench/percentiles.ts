/** The value below which a share of the numbers lies (nearest rank). */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

/** One line of a table: how many, p50, p95, the longest, p50 against the floor, and whether p95 meets its target. */
export function line(name: string, times: readonly number[], floor: number, target?: number): string {
  const [p50, p95, most] = [percentile(times, 0.5), percentile(times, 0.95), Math.max(...times)]
  const verdict =
    target === undefined ? '' : `  target p95 ≤ ${target} ms: ${p95 <= target ? 'met' : 'MISSED'}`
  const ms = (value: number): string => value.toFixed(1).padStart(8)
  return `${name.padEnd(44)} ${String(times.length).padStart(5)} ${ms(p50)} ${ms(p95)} ${ms(most)} ${(p50 / floor).toFixed(1).padStart(7)} ×${verdict}`
}

export const HEAD = `${''.padEnd(44)} ${'n'.padStart(5)} ${'p50 ms'.padStart(8)} ${'p95 ms'.padStart(8)} ${'most'.padStart(8)} ${'floor'.padStart(9)}`
