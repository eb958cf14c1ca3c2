import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { childrenOf, type Node, type NodeSlice, textOf, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { isPosition } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'
import { dialectOf, messagesOf } from './dialects.ts'

/** A check that failed, or that broke. What passed and what was skipped is no finding. */
export function* caseItems(
  { node, where }: NodeSlice,
  suite: Record<string, string>,
  seenAt: string | undefined,
): Generator<Item> {
  for (const flaw of node.children) {
    if (flaw.name !== 'failure' && flaw.name !== 'error') continue
    const name = node.attributes.name?.trim() || node.attributes.classname?.trim()
    const messages = messagesOf(textOf(flaw) ?? '', node.attributes.name)
    if (!name) yield loss(where, 'left out, because of name: missing')
    else if (messages)
      for (const message of messages) yield observe({ ...message, seenAt, tool: suite.name?.trim() || name })
    else yield observationOf(node, flaw, name, suite, seenAt)
  }
}

function observationOf(
  node: Node,
  flaw: Node,
  name: string,
  suite: Record<string, string>,
  seenAt: string | undefined,
): Observation {
  const { classname = '' } = node.attributes
  const said = propertiesOf(node)
  // Scanners that write JUnit put the severity in front: `[HIGH] CVE-…`.
  const [, bracket, check = name] = /^\[([A-Za-z]+)\]\s*(.+)$/.exec(name) ?? []
  const known = severityOfWord(bracket)
  const message = flaw.attributes.message?.trim()
  const text = textOf(flaw)
  const word = said('severity') ?? (known === 'unknown' ? lintWordIn(text) : bracket)
  const advisories = advisoryIdsIn(check)
  const rule = said('rule') ?? said('ruleid') ?? (known === 'unknown' ? name : check)
  const component = advisories.length > 0 ? packageIn(classname) : undefined
  const ofFile = placeInSuite(node, suite, text)
  const location = placeOf(node, said) ?? ofFile ?? placeInMessage(message)
  // Spectral adds the place in the document: `oas3-schema(#/info)`.
  const lint = ofFile && /^org\.(\w+)\.(.+?)(?:\(#.*\))?$/.exec(name)
  return observe({
    kind: advisories.length > 0 ? 'dependency' : location ? 'code' : 'config',
    rule: lint?.[2] ?? (classname && !component && !said('rule') ? `${classname}:${rule}` : rule),
    title: titleOf(
      said('title'),
      lint || name === message ? message : `${check}${message ? `: ${message}` : ''}`,
    ),
    description: [...new Set([message, text])].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(word),
    toolSeverity: word,
    cwes: cwesOf(said('cwe'), check),
    advisories,
    location,
    component,
    references: linksIn(said('url') ?? said('link') ?? node.attributes.url),
    remediation: said('remediation') ?? said('fix'),
    fingerprints:
      location || component ? undefined : { test: [suite.name, classname, name].filter(Boolean).join(':') },
    seenAt,
    ...(lint?.[1] && { tool: lint[1] }),
    tags: [
      ...(suite.name?.trim() ? [suite.name.trim()] : []),
      ...(flaw.attributes.type?.trim() ? [flaw.attributes.type.trim()] : []),
      ...(flaw.name === 'error' ? ['check-error'] : []),
    ],
    ...dialectOf({ test: node.attributes, suite, flaw: flaw.attributes, text: text ?? '' }),
    raw: xmlText({
      ...node,
      children: node.children.filter((part) => part === flaw || part.name === 'properties'),
    }),
  })
}

/** `<properties><property name="severity" value="high"/></properties>`; names in any case. */
function propertiesOf(node: Node): (name: string) => string | undefined {
  const list = childrenOf(node, 'properties').flatMap((properties) => childrenOf(properties, 'property'))
  const values = new Map(
    list.map((property) => [
      (property.attributes.name ?? '').toLowerCase(),
      (property.attributes.value ?? textOf(property) ?? '').trim(),
    ]),
  )
  return (name) => values.get(name) || undefined
}

function placeOf({ attributes }: Node, said: (name: string) => string | undefined): CodeLocation | undefined {
  const file = attributes.file ?? said('file') ?? said('path')
  const path = file && relativePath(file)
  if (!path) return undefined
  const line = Number(attributes.line ?? said('line') ?? Number.NaN)
  return { path, ...(isPosition(line) && { line }) }
}

/**
 * Linters make a suite of each file; Ruff, ESLint and others say `org.` and their name for its package, Oxlint begins its words with
 * the place.
 */
function placeInSuite(
  { attributes }: Node,
  suite: Record<string, string>,
  text: string | undefined,
): CodeLocation | undefined {
  const [, line, column] = /^\s*line (\d+), col(?:umn)? (\d+),/.exec(text ?? '') ?? []
  if (!suite.name?.trim() || !(suite.package?.startsWith('org.') || line)) return undefined
  return placeAt(suite.name, attributes.line ?? line, attributes.column ?? column)
}

/** `line 4, col 2, Error - eval can be harmful.` */
const lintWordIn = (text: string | undefined): string | undefined =>
  /^\s*line \d+, col \d+, (Error|Warning|Info) - /.exec(text ?? '')?.[1]

/** cfn-lint ends its message with the place: `… at stack.yaml:7:7`. */
function placeInMessage(message: string | undefined): CodeLocation | undefined {
  const [, path, line, column] = / at (\S+):(\d+):(\d+)$/.exec(message?.slice(-2000) ?? '') ?? []
  return path ? placeAt(path, line, column) : undefined
}

function placeAt(file: string, line: string | undefined, column: string | undefined): CodeLocation {
  const [atLine, atColumn] = [Number(line ?? Number.NaN), Number(column ?? Number.NaN)]
  return {
    path: relativePath(file.trim()),
    ...(isPosition(atLine) && { line: atLine }),
    ...(isPosition(atColumn) && { column: atColumn }),
  }
}

/** `libshop-1.1.22-r2` */
function packageIn(classname: string): Observation['component'] {
  const [, name, version] = /^(.+?)-(\d\S*)$/.exec(classname.trim()) ?? []
  return name && version ? { name, version } : undefined
}
