/**
 * CWE numbers in whatever way tools write them: `CWE-79`, `cwe79`, `CWE-79: Cross-site …`, `external/cwe/cwe-079`,
 * `https://cwe.mitre.org/data/definitions/79.html`, `79`, 79, lists of these. In order, each once.
 * Placeholders (`NVD-CWE-noinfo`, `CWE-Other`, 0, -1) give nothing.
 */
export function cwesOf(...values: unknown[]): number[] {
  const found = new Set<number>()
  collect(values, found, 0)
  return [...found]
}

/** Lists in lists in lists are looked into, deeper ones are not what a tool writes. */
const DEEPEST = 3

function collect(value: unknown, found: Set<number>, depth: number): void {
  if (typeof value === 'string') collectIn(value, found)
  else if (typeof value === 'number') add(value, found)
  else if (Array.isArray(value) && depth <= DEEPEST) for (const item of value) collect(item, found, depth + 1)
}

const CWE = /cwe(?:\.mitre\.org\/data\/definitions\/|[-_:\s]{0,2})0*(\d{1,5})(?!\d)/gi

function collectIn(text: string, found: Set<number>): void {
  if (/^\s*\d{1,5}\s*$/.test(text)) {
    add(Number(text), found)
    return
  }
  // Not matchAll, which copies the pattern each time.
  CWE.lastIndex = 0
  for (let match = CWE.exec(text); match; match = CWE.exec(text)) add(Number(match[1]), found)
}

function add(number: number, found: Set<number>): void {
  if (Number.isInteger(number) && number > 0 && number < 100_000) found.add(number)
}
