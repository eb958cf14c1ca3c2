import type { VersionScheme } from './scheme.ts'

/** What people write to say which versions they mean: `<2.17.1`, `>=2.0 <2.17.1`, `=1.2.3`, `1.2.3`; several parts hold all at once. */
export interface WantedRange {
  text: string
  parts: { operator: '<' | '<=' | '>' | '>=' | '='; version: string }[]
}

const PART = /^(<=|>=|<|>|==?|≤|≥)?\s*([^<>=\s,]+)$/
const OPERATORS: Record<string, '<' | '<=' | '>' | '>=' | '='> = {
  '<': '<',
  '<=': '<=',
  '≤': '<=',
  '>': '>',
  '>=': '>=',
  '≥': '>=',
  '=': '=',
  '==': '=',
}

/** Reads a range; undefined for what is none. */
export function readWantedRange(text: string): WantedRange | undefined {
  const words = text
    .replace(/([<>=≤≥])\s+/g, '$1')
    .split(/[\s,]+/)
    .filter(Boolean)
  const parts = words.flatMap((word) => {
    const [, operator = '=', version] = PART.exec(word) ?? []
    return version === undefined ? [] : [{ operator: OPERATORS[operator] ?? '=', version }]
  })
  return parts.length > 0 && parts.length === words.length ? { text, parts } : undefined
}

/** Whether a version is within a range by its ecosystem's rules; false for versions that these cannot read, unless named exactly. */
export function isWithin(
  { parts }: WantedRange,
  version: string,
  scheme: VersionScheme | undefined,
): boolean {
  const own = scheme?.parse(version)
  return parts.every(({ operator, version: bound }) => {
    if (operator === '=' && bound === version) return true
    const limit = scheme?.parse(bound)
    if (!scheme || own === undefined || limit === undefined) return false
    return HOLDS[operator](scheme.compare(own, limit))
  })
}

const HOLDS = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
  '=': (order: number) => order === 0,
}
