import { purlOf, purlTypeOf } from '../values/purl.ts'

/** A package of the operating system (`os`, of `debian 12.9`), or of a language. */
export function packagePurl(
  name: string,
  version: string | undefined,
  type = '',
  os = '',
): string | undefined {
  if (type.toLowerCase() !== 'os') {
    const language = purlTypeOf(type)
    return language && purlOf({ type: language, name, version: version ?? '' })
  }
  const [system = '', release] = os.toLowerCase().split(/\s+/)
  const systemType = purlTypeOf(system)
  if (systemType === undefined) return undefined
  const qualifiers = release ? { distro: `${system}-${release}` } : undefined
  return purlOf({ type: systemType, namespace: system, name, version: version ?? '', qualifiers })
}
