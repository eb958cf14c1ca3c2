/**
 * JSON with one spelling for one value: keys in code-unit order, no spaces, numbers as ECMAScript writes them (RFC 8785).
 * Absent and `undefined` are the same; dates become ISO strings, as in JSON.stringify.
 */
export function canonicalJson(value: unknown): string {
  const plain: unknown = JSON.parse(JSON.stringify(value) ?? 'null')
  return spell(plain)
}

function spell(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${spell(member)}`)
  return `{${members.join(',')}}`
}
