import { normalName } from '../matching/normal-name.ts'
import { packageKey } from '../matching/packages-of.ts'

/** `npm:@babel/core` → its ecosystem and name; ecosystems hold no colon, names may. */
export function packageNamed(key: string): { ecosystem: string; name: string } {
  const at = key.indexOf(':')
  const ecosystem = key.slice(0, at)
  return { ecosystem, name: normalName(ecosystem, key.slice(at + 1)) }
}

/** A package's key as it is stored: `PyPI:Flask_Login` → `PyPI:flask-login`. */
export const normalKey = (key: string): string => packageKey(packageNamed(key))
