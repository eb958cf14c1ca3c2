import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { AffectedComponent } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { anything, listOf, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl, purlOf } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { observationOf, vulnerabilitySchema } from './vulnerability.ts'

const idSchema = z.object({ id: text, name: text, confidence: text })

const fileSchema = z.object({
  fileName: text,
  filePath: text,
  md5: text,
  sha1: text,
  sha256: text,
  license: text,
  packages: listOf(idSchema),
  packageIds: listOf(idSchema),
  vulnerabilityIds: listOf(idSchema),
  /** Before version 5. */
  identifiers: listOf(idSchema),
})

const schema = fileSchema
  .extend({
    includedBy: listOf(z.object({ reference: z.string() })),
    relatedDependencies: listOf(fileSchema),
    vulnerabilities: z.array(anything).nullish(),
    suppressedVulnerabilities: z.array(anything).nullish(),
  })
  .refine(({ fileName, filePath, packages }) => fileName ?? filePath ?? packages[0]?.id, {
    path: ['fileName'],
  })

type File = z.output<typeof fileSchema>
export type Dependency = z.output<typeof schema>
export type ListName = 'vulnerabilities' | 'suppressedVulnerabilities'
const LISTS: ListName[] = ['vulnerabilities', 'suppressedVulnerabilities']

/** A dependency, the files that are the same to the tool, and what is known of it; `rawOf` gives the raw part of one entry of a list. */
export function* itemsOfDependency(
  element: Pick<Element, 'where' | 'value'>,
  rawOf: (list: ListName, index: number) => string,
): Generator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const dependency = read.value
  yield componentOf(dependency, element.where)
  for (const [index, related] of dependency.relatedDependencies.entries()) {
    const where = `${element.where}/relatedDependencies/${index}`
    yield packageIn(related).name
      ? componentOf(related, where)
      : problem(where, 'a related dependency without a name or a file is left out')
  }
  const affected = affectedOf(dependency)
  for (const list of LISTS)
    for (const [index, value] of (dependency[list] ?? []).entries()) {
      const found = shaped(vulnerabilitySchema, { where: `${element.where}/${list}/${index}`, value })
      yield found.type === 'problem'
        ? found
        : observationOf(found.value, { dependency, affected, list, raw: rawOf(list, index) })
    }
}

function componentOf(file: File, ref: string): Component {
  const { name, version, purl } = packageIn(file)
  const hashes = { MD5: file.md5, 'SHA-1': file.sha1, 'SHA-256': file.sha256 }
  return withoutGaps({
    type: 'component' as const,
    ref,
    name,
    version,
    purl,
    cpe: cpeIn(file),
    componentType: purl ? 'library' : 'file',
    licenses: file.license ? [file.license] : [],
    hashes: Object.values(hashes).some(Boolean) ? (hashes as Record<string, string>) : undefined,
    path: pathIn(file),
  })
}

function affectedOf(dependency: Dependency): AffectedComponent {
  const { name, version, purl } = packageIn(dependency)
  const [includer] = dependency.includedBy
  const own = version ? `${name}@${version}` : name
  return {
    name,
    version,
    purl,
    path: pathIn(dependency),
    chain: includer ? [labelOf(includer.reference), own] : [],
  }
}

const labelOf = (reference: string): string => {
  const known = packageOfPurl(reference)
  return known ? [known.name, known.version].filter(Boolean).join('@') : reference
}

const pathIn = ({ filePath }: File): string | undefined => (filePath && relativePath(filePath)) || undefined

/** The package that the tool took the file for, or the file itself. */
function packageIn(file: File): { name: string; version?: string | undefined; purl?: string | undefined } {
  const ids = [...file.packages, ...file.packageIds, ...file.identifiers].flatMap(
    ({ id, name }) => id ?? name ?? [],
  )
  for (const id of ids) {
    const purl = keptPurl(id) ?? mavenPurl(id)
    const known = packageOfPurl(purl)
    if (known) return { name: known.name, version: known.version, purl }
  }
  return { name: file.fileName ?? pathIn(file) ?? ids[0] ?? '' }
}

/** Before version 5 the coordinates stood alone: `(org.example:shop:1.0)`. */
function mavenPurl(id: string): string | undefined {
  const [, name, version] = /^\(?([\w.-]+:[\w.-]+):([\w.-]+)\)?$/.exec(id) ?? []
  return name && version && name.split(':')[0] !== 'cpe'
    ? purlOf({ type: 'maven', name, version })
    : undefined
}

const cpeIn = (file: File): string | undefined =>
  [...file.vulnerabilityIds, ...file.identifiers]
    .flatMap(({ id, name }) => id ?? name ?? [])
    .find((id) => id.startsWith('cpe:'))
