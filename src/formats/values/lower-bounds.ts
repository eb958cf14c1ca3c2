/**
 * The versions from which the given ranges begin: `>=1.2.3 <2.0.0 || >=2.4.1`, `~> 2.1.3, >= 2.2.0`. For ranges of patched
 * versions these are the first ones that no longer have the weakness.
 */
export const lowerBounds = (...ranges: (string | undefined)[]): string[] => [
  ...new Set(
    ranges.flatMap((range) =>
      [...(range ?? '').matchAll(/(?:>=|~>)\s*v?(\d[\w.+-]*)/g)].map((match) => match[1] as string),
    ),
  ),
]
