import { asList, asObject, asObjects, type Json } from '../../../formats/values/fields.ts'
import { word } from '../reading/said.ts'

const MOST_SYMBOLS = 500

/**
 * Affected functions, methods and types of an OSV record's package, in the forms of the databases that tell them: Go's
 * (https://go.dev/doc/security/vuln/database#schema), GitHub's `affected_functions` and RustSec's `affects.functions`.
 */
export function symbolsIn(entry: Json): { symbols?: string[] } {
  const own = asObject(entry.ecosystem_specific)
  const go = asObjects(own?.imports).flatMap((one) => {
    const path = word(one.path)
    return path ? words(one.symbols).map((symbol) => `${path}.${symbol}`) : []
  })
  const found = [
    ...go,
    ...words(own?.affected_functions),
    ...words(asObject(entry.database_specific)?.affected_functions),
    ...words(asObject(own?.affects)?.functions),
  ]
  const symbols = [...new Set(found)].slice(0, MOST_SYMBOLS)
  return symbols.length > 0 ? { symbols } : {}
}

const words = (value: unknown): string[] => asList(value).flatMap((one) => word(one) ?? [])
