import type { Component } from '../../model/component.ts'
import type { Input, Item, Problem, ReadContext } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { imageClaim } from '../values/image-reference.ts'
import { shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { keptPurl } from '../values/purl.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { hashName } from './hash-name.ts'
import { sourcePath } from './source-path.ts'
import { elementSchema, type Package3, packageSchema, relationshipSchema } from './v3-schema.ts'
import { GRAPH, isPackage, type Survey, survey } from './v3-survey.ts'

/** Reads the JSON-LD of SPDX 3: everything in one list, tied together by ids, so it is surveyed first. */
export async function* readVersion3(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const found = await survey(input, context)
  yield found.header
  if (found.image) yield imageClaim(found.image)
  const affected = new Map<string, Package3>()
  const targets = found.security.targets
  const refs = new Set<string>()
  for await (const element of eachElement(input, context, [GRAPH])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const { type = '', id = element.where } = readBy(elementSchema, element.value) ?? {}
    if (isPackage(type)) {
      const read = shaped(packageSchema, element)
      if (read.type === 'problem') yield read
      else {
        if (targets.has(id)) affected.set(id, read.value)
        yield* told(read.value, id, element.where, found, refs)
      }
    } else if (type === '')
      yield problem(element.where, 'left out, because it does not say what it is (type)')
    else if (type.endsWith('Relationship') && !fits(relationshipSchema, element.value))
      yield problem(element.where, 'left out, because it is no relationship of elements')
  }
  yield* found.graph.dependencies()
  yield* found.security.observations({ ...found, packages: affected })
}

function* told(
  from: Package3,
  id: string,
  where: string,
  found: Survey,
  refs: Set<string>,
): Generator<Component | Problem> {
  const ref = refs.has(id) ? where : id
  if (ref !== id)
    yield problem(where, 'its spdxId is used before in this document: what refers to it means the first one')
  refs.add(ref)
  yield componentOf(from, ref, found)
}

function componentOf(from: Package3, ref: string, { graph, names, concluded, declared }: Survey): Component {
  const identifier = (type: string) =>
    from.externalIdentifier.find(({ externalIdentifierType }) => externalIdentifierType === type)?.identifier
  const purl = from.software_packageUrl ?? identifier('packageUrl')
  const license = [concluded, declared]
    .map((licenses) => names.get(licenses.get(ref) ?? ''))
    .find((name) => name && name !== 'NOASSERTION' && name !== 'NONE')
  const hashes = from.verifiedUsing.filter(({ type }) => type === undefined || type.endsWith('Hash'))
  return withoutGaps({
    type: 'component' as const,
    ref,
    name: from.name,
    version: from.software_packageVersion,
    purl: keptPurl(purl, from.name),
    cpe: identifier('cpe23') ?? identifier('cpe22'),
    componentType: from.software_primaryPurpose?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
    licenses: license ? [license] : [],
    hashes:
      hashes.length > 0
        ? Object.fromEntries(hashes.map((hash) => [hashName(hash.algorithm), hash.hashValue]))
        : undefined,
    scope: graph.scopeOf(ref),
    direct: graph.isDirect(ref),
    supplier: names.get(from.suppliedBy ?? ''),
    path: sourcePath(from.software_sourceInfo),
    root: graph.isRoot(ref) || undefined,
  })
}
