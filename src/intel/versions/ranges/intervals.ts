import type { VersionScheme } from '../scheme.ts'
import { holds } from './bounds.ts'

// Brackets as mathematics has them; Ivy and Gradle also turn them around for a bound that does not count: `]1.0,2.0[`.
const INTERVAL = /([[\](])\s*([^\s,[\]()]*)\s*(?:(,)\s*([^\s,[\]()]*)\s*)?([\])[])/g

/**
 * Whether a version is in one of some intervals: `[1.0,2.0)`, `(,1.1),(1.1,)`, `[1.0]`. Undefined for a text that is written otherwise.
 * https://maven.apache.org/pom.html#dependency-version-requirement-specification, which NuGet and Gradle have too.
 */
export function isInIntervals<V>(
  scheme: VersionScheme<V>,
  version: string,
  text: string,
): boolean | undefined {
  const intervals = [...text.matchAll(INTERVAL)]
  if (intervals.length === 0 || text.replace(INTERVAL, '').replace(/[\s,]/g, '') !== '') return undefined
  return intervals.some(([, open, low = '', comma, high = '', close]) => {
    if (!comma) return open === '[' && close === ']' && holds(scheme, version, '=', low)
    return (
      (low === '' || holds(scheme, version, open === '[' ? '>=' : '>', low)) &&
      (high === '' || holds(scheme, version, close === ']' ? '<=' : '<', high))
    )
  })
}
