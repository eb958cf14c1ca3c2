import { parse as parseToml } from 'smol-toml'
import { at, listOf, type Plain, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import { childrenOf, textIn, xmlTree } from '../deployables/manifests/xml-tree.ts'
import type { SourceFile } from '../source/source-file.ts'

const PACKAGE = /(?:^|\/)(?:package\.json|pyproject\.toml|Cargo\.toml|pom\.xml|composer\.json)$/

export const namesPeople = (path: string): boolean => PACKAGE.test(path)

/** A person as packages write it: `Name <address>`, or the parts of it. Addresses of web pages are left out. */
const person = (value: Plain): string | undefined => {
  const text = textOf(value)
  if (text !== undefined) return text.replace(/\s*\([^)]*\)\s*$/, '').trim() || undefined
  const [name, email] = [textOf(at(value, 'name')), textOf(at(value, 'email'))]
  return name && email ? `${name} <${email}>` : (name ?? email)
}

const people = (...values: Plain[]): string[] =>
  values.flatMap((one) => (Array.isArray(one) ? one : [one])).flatMap((one) => person(one) ?? [])

/** Authors and maintainers that a package names. */
export function readPackageOwners({ name, text }: SourceFile): string[] {
  if (name === 'pom.xml') {
    const root = xmlTree(text)
    const developers = childrenOf(
      root.children.find((one) => one.name === 'developers'),
      'developer',
    )
    return developers.flatMap(
      (one) => person({ name: textIn(one, 'name') ?? textIn(one, 'id'), email: textIn(one, 'email') }) ?? [],
    )
  }
  if (name.endsWith('.toml')) {
    const value = parseToml(text) as unknown as Plain
    return [
      ...new Set([
        ...people(
          at(value, 'project', 'maintainers'),
          at(value, 'project', 'authors'),
          at(value, 'tool', 'poetry', 'authors'),
          at(value, 'tool', 'poetry', 'maintainers'),
        ),
        ...textsOf(at(value, 'package', 'authors')),
      ]),
    ]
  }
  const value = JSON.parse(text.replace(/^\uFEFF/, '')) as Plain
  return [
    ...new Set(people(at(value, 'author'), listOf(at(value, 'maintainers')), listOf(at(value, 'authors')))),
  ]
}
