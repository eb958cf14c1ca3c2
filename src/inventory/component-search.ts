import { PackageURL } from 'packageurl-js'
import { normalPurl } from '../formats/values/purl.ts'
import { type Conditions, containing } from './conditions.ts'

/** Adds what people type into the search of components: part of a name, `name@version` (or its beginning), or a purl. */
export function addComponentSearch({ add }: Pick<Conditions, 'add'>, text: string): void {
  const wanted = text.startsWith('pkg:') ? ofPurl(text) : undefined
  if (!wanted) {
    addNameSearch({ add }, text)
    return
  }
  add(wanted.name.toLowerCase(), (p) => `lower(a.name) = ${p}`)
  add(wanted.type, (p) => `a.ecosystem = ${p}`)
  add(wanted.namespace ?? '', (p) => `a.namespace = ${p}`)
  add(wanted.version ?? undefined, (p) => `a.version = ${p}`)
}

function ofPurl(text: string): PackageURL | undefined {
  try {
    return PackageURL.fromString(normalPurl(text) ?? text)
  } catch {
    return undefined
  }
}

function addNameSearch({ add }: Pick<Conditions, 'add'>, text: string): void {
  const at = text.lastIndexOf('@')
  // The @ of an npm scope stands first and is part of the name.
  const [name, version] = at > 0 ? [text.slice(0, at), text.slice(at + 1)] : [text, '']
  add(containing(version).slice(1), (p) => `a.version like ${p}`)
  const slash = Math.max(name.lastIndexOf('/'), name.lastIndexOf(':'))
  // `@babel/core`, `org.apache:log4j`: namespace and name; but tools without purls put all of it into the name.
  const parts = [name, name.slice(slash + 1), name.slice(0, Math.max(slash, 0))].map(containing)
  const part = (p: string, n: number): string => `(${p}::text[])[${n}]`
  add(
    parts,
    (p) => `a.name ilike ${part(p, 1)} or (a.name ilike ${part(p, 2)} and a.namespace ilike ${part(p, 3)})`,
  )
}
