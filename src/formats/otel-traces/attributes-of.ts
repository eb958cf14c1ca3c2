import { asObjects, asText, isObject } from '../values/fields.ts'

/** `[{ "key": "service.name", "value": { "stringValue": "api" } }]` as names and texts; lists and bytes are left out. */
export function attributesOf(list: unknown): Map<string, string> {
  const found = new Map<string, string>()
  for (const { key, value } of asObjects(list)) {
    const name = asText(key)
    if (!name || !isObject(value)) continue
    const plain = value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue
    if (typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean')
      found.set(name, String(plain))
  }
  return found
}
