import { normalName } from '../matching/normal-name.ts'

/** `npm:@babel/core` → its ecosystem and name; ecosystems hold no colon, names may. */
export function packageNamed(key: string): { ecosystem: string; name: string } {
  const at = key.indexOf(':')
  const ecosystem = key.slice(0, at)
  return { ecosystem, name: normalName(ecosystem, key.slice(at + 1)) }
}
