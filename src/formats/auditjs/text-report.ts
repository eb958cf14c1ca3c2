import { stripVTControlCharacters } from 'node:util'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachLine } from '../syntax/lines.ts'
import { byWord } from '../values/by-word.ts'
import {
  ossIndexComponent,
  ossIndexObservation,
  ossIndexPackage,
  ossIndexVulnerability,
} from '../values/oss-index.ts'

/** What AuditJS prints for people: a line a package, and a paragraph of labelled lines a vulnerability. */
export const isTextReport = (head: string): boolean =>
  /here are your Sonatype OSS Index results/.test(head) || /^ {2}AuditJS version: /m.test(head)

const PACKAGE = /^\[\d+\/\d+\] - (pkg:\S+) - /
const LABEL = /^\s*(Vulnerability Title|ID|Description|CVSS Score|CVSS Vector|CVE|Reference): {1,2}(.*)$/
const FIELDS: Record<string, string> = byWord({
  'Vulnerability Title': 'title',
  ID: 'id',
  Description: 'description',
  'CVSS Score': 'cvssscore',
  'CVSS Vector': 'cvssvector',
  CVE: 'cve',
  Reference: 'reference',
})

interface Paragraph {
  where: string
  lines: string[]
  values: { [field: string]: string }
}

export async function* readText(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let toolVersion: string | undefined
  let begun = false
  let coordinates = ''
  let current: Paragraph | undefined
  let last = ''
  const header = (): Item => ({ type: 'header', tool: 'AuditJS', ...(toolVersion && { toolVersion }) })
  for await (const line of eachLine(input, context)) {
    if (line.type === 'problem') {
      yield line
      continue
    }
    const text = stripVTControlCharacters(line.text)
    toolVersion ??= /^\s*AuditJS version: (\S+)/.exec(text)?.[1]
    const [, purl] = PACKAGE.exec(text) ?? []
    const [, label, value = ''] = LABEL.exec(text) ?? []
    if (!begun && (purl ?? label)) {
      begun = true
      yield header()
    }
    if (current && (purl || label === 'Vulnerability Title')) {
      yield itemOf(current, coordinates)
      current = undefined
    }
    if (purl) {
      coordinates = purl
      yield ossIndexComponent(purl)
    } else if (label) {
      current ??= { where: line.where, lines: [], values: {} }
      last = FIELDS[label] as string
      current.values[last] = value
    } else if (current && last === 'description') current.values.description += `\n${text}`
    current?.lines.push(text)
  }
  if (!begun) yield header()
  if (current) yield itemOf(current, coordinates)
}

function itemOf({ where, lines, values }: Paragraph, coordinates: string): Item {
  const found = ossIndexVulnerability.safeParse(values)
  const raw = lines.join('\n').trim()
  if (!found.success || coordinates === '')
    return loss(where, 'this vulnerability is left out: it names no package or no id')
  return ossIndexObservation(found.data, ossIndexPackage(coordinates), raw)
}
