/**
 * CWE numbers in whatever way tools write them: `CWE-79`, `cwe79`, `CWE-79: Cross-site …`, `external/cwe/cwe-079`,
 * `https://cwe.mitre.org/data/definitions/79.html`, `79`, 79, lists of these. In order, each once.
 * Placeholders (`NVD-CWE-noinfo`, `CWE-Other`, 0, -1) give nothing.
 */
export function cwesOf(...values: unknown[]): number[] {
  const found = new Set<number>()
  for (const value of values.flat(3)) collect(value, found)
  return [...found]
}

function collect(value: unknown, found: Set<number>): void {
  if (typeof value === 'number') add(value, found)
  else if (typeof value === 'string') {
    if (/^\s*\d{1,5}\s*$/.test(value)) add(Number(value), found)
    else for (const [, digits] of value.matchAll(CWE)) add(Number(digits), found)
  }
}

const CWE = /cwe(?:\.mitre\.org\/data\/definitions\/|[-_:\s]{0,2})0*(\d{1,5})(?!\d)/gi

function add(number: number, found: Set<number>): void {
  if (Number.isInteger(number) && number > 0 && number < 100_000) found.add(number)
}
