import type { Input, Problem, ReadContext } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { byWord } from '../values/by-word.ts'
import type { ElementName, SpdxElement } from './v2-elements.ts'

interface Tag {
  tag: string
  value: string
  where: string
}

/** Tags that begin a new element; all others belong to the element that they follow. */
const BEGINNINGS: Record<string, ElementName | undefined> = byWord({
  PackageName: 'package',
  LicenseID: 'license',
  FileName: undefined,
  SnippetSPDXID: undefined,
})

/** A package's tags with the names of its fields in JSON. */
const FIELDS: Record<string, string> = byWord({
  PackageName: 'name',
  SPDXID: 'SPDXID',
  PackageVersion: 'versionInfo',
  PackageSupplier: 'supplier',
  PackageLicenseConcluded: 'licenseConcluded',
  PackageLicenseDeclared: 'licenseDeclared',
  PackageSourceInfo: 'sourceInfo',
  PrimaryPackagePurpose: 'primaryPackagePurpose',
  LicenseID: 'licenseId',
  LicenseName: 'name',
  ExtractedText: 'extractedText',
})

/** The elements of a document in the tag-value syntax: https://spdx.github.io/spdx-spec/v2.3/composition-of-an-SPDX-document/ */
export async function* eachTagElement(
  input: Input,
  context: ReadContext,
): AsyncGenerator<SpdxElement | Problem> {
  const creators: string[] = []
  let created: string | undefined
  let current: SpdxElement | undefined
  for await (const tag of eachTag(input, context)) {
    if ('type' in tag) {
      yield tag
      continue
    }
    const single = elementOf(tag)
    if (tag.tag === 'Creator') creators.push(tag.value)
    else if (tag.tag === 'Created') created = tag.value
    else if (single) yield single
    else if (Object.hasOwn(BEGINNINGS, tag.tag)) {
      if (current) yield current
      const name = BEGINNINGS[tag.tag]
      current = name && {
        type: 'spdx',
        name,
        where: tag.where,
        value: { [FIELDS[tag.tag] as string]: tag.value },
      }
    } else if (current) addTo(current.value as Record<string, unknown>, tag)
  }
  if (current) yield current
  yield { type: 'spdx', name: 'creation', where: '', value: { created, creators } }
}

/** Tags that are an element by themselves, wherever they stand. */
function elementOf({ tag, value, where }: Tag): SpdxElement | undefined {
  if (tag === 'SPDXVersion') return { type: 'spdx', name: 'version', where, value }
  if (tag === 'DocumentName') return { type: 'spdx', name: 'name', where, value }
  if (tag !== 'Relationship') return undefined
  const [spdxElementId, relationshipType, relatedSpdxElement] = value.split(/\s+/)
  const relationship = { spdxElementId, relationshipType, relatedSpdxElement }
  return { type: 'spdx', name: 'relationship', where, value: relationship }
}

function addTo(element: Record<string, unknown>, { tag, value }: Tag): void {
  if (tag === 'PackageChecksum') {
    const [algorithm = '', checksumValue = ''] = value.split(/:\s*/)
    list(element, 'checksums').push({ algorithm, checksumValue })
  } else if (tag === 'ExternalRef') {
    const [referenceCategory, referenceType, referenceLocator] = value.split(/\s+/)
    list(element, 'externalRefs').push({ referenceCategory, referenceType, referenceLocator })
  } else if (tag === 'ExternalRefComment') {
    const last = list(element, 'externalRefs').at(-1) as { comment?: string } | undefined
    if (last) last.comment = value
  } else if (Object.hasOwn(FIELDS, tag)) element[FIELDS[tag] as string] ??= value
}

function list(element: Record<string, unknown>, field: string): unknown[] {
  element[field] ??= []
  return element[field] as unknown[]
}

const END = '</text>'

/** `Tag: value` lines; a value may run over several lines between `<text>` and `</text>`. */
async function* eachTag(input: Input, context: ReadContext): AsyncGenerator<Tag | Problem> {
  let open: (Tag & { lines: string[]; bytes: number }) | undefined
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    if (open) {
      const end = line.text.indexOf(END)
      open.bytes += line.text.length
      if (open.bytes <= context.limits.maxElementBytes)
        open.lines.push(end < 0 ? line.text : line.text.slice(0, end))
      if (end < 0) continue
      yield { tag: open.tag, where: open.where, value: open.lines.join('\n').trim() }
      open = undefined
      continue
    }
    const [, tag, value = ''] = /^\s*([A-Za-z]+):\s*(.*)$/.exec(line.text) ?? []
    if (!tag) {
      if (line.text.trim() !== '' && !line.text.trimStart().startsWith('#'))
        yield problem(line.where, 'no tag of SPDX: this line is left out')
    } else if (value.startsWith('<text>') && !value.includes(END))
      open = { tag, where: line.where, value: '', lines: [value.slice('<text>'.length)], bytes: value.length }
    else yield { tag, where: line.where, value: value.replace(/^<text>|<\/text>.*$/g, '').trim() }
  }
  if (open) yield loss(open.where, 'a text that begins here does not end: what follows is missing')
}
