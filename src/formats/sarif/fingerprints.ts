import { asObject, asText, type Json } from '../values/fields.ts'

/** Some tools print this where a fingerprint needs an account; it would make all findings one. */
const PLACEHOLDER = 'requires login'

/** The result's fingerprints (3.27.16, 3.27.17) and correlation id, each under the name that says how it is computed. */
export function fingerprintsOf(result: Json): Record<string, string> | undefined {
  const out: Record<string, string> = {}
  let some = false
  for (const given of [asObject(result.fingerprints), asObject(result.partialFingerprints)])
    for (const name in given) {
      const value = given[name]
      // Black Duck nests the value.
      const text = typeof value === 'string' ? value : asText(asObject(given?.[name])?.value)
      if (!text || text === PLACEHOLDER || name === '__proto__') continue
      out[name] = text
      some = true
    }
  const correlation = asText(result.correlationGuid)
  if (correlation !== undefined) out.correlationGuid = correlation
  return some || correlation !== undefined ? out : undefined
}
