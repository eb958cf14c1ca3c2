/** The web addresses among values that a report gives as references, each once: other words stand among them. */
export const linksOf = (...values: unknown[]): string[] => [
  ...new Set(
    values
      .flat(3)
      .filter((value): value is string => typeof value === 'string')
      .map((value) => value.trim())
      .filter((value) => /^https?:\/\/\S+$/i.test(value)),
  ),
]
