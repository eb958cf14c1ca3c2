type Metrics = Record<string, string | undefined> | undefined

/** The report gives a vector in parts, each in a word; metrics in the order of their standard, by the names of the report. */
const METRICS: Record<'2.0' | '3', [string, string[]][]> = {
  '2.0': [
    ['AV', ['accessVector', 'attackVector']],
    ['AC', ['accessComplexity', 'attackComplexity']],
    // The XML reports spell it so.
    ['Au', ['authenticationr', 'authentication']],
    ['C', ['confidentialImpact', 'confidentialityImpact']],
    ['I', ['integrityImpact']],
    ['A', ['availabilityImpact']],
  ],
  '3': [
    ['AV', ['attackVector']],
    ['AC', ['attackComplexity']],
    ['PR', ['privilegesRequired']],
    ['UI', ['userInteraction']],
    ['S', ['scope']],
    ['C', ['confidentialityImpact']],
    ['I', ['integrityImpact']],
    ['A', ['availabilityImpact']],
  ],
}

/** A vector from the words of its metrics; undefined where one is missing. */
export function vectorOf(version: '2.0' | '3' | '4.0', metrics: Metrics): string | undefined {
  const given = metrics?.vectorString ?? metrics?.vector
  if (given || version === '4.0') return given
  const parts = METRICS[version].map(([letter, names]) => {
    const word = names.map((name) => metrics?.[name]).find(Boolean)
    return word && `${letter}:${word.charAt(0).toUpperCase()}`
  })
  if (parts.includes(undefined)) return undefined
  const prefix = version === '3' ? `CVSS:${metrics?.version === '3.1' ? '3.1' : '3.0'}/` : ''
  return prefix + parts.join('/')
}
