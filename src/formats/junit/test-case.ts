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

/** A check that failed, or that broke. What passed and what was skipped is no finding. */
export function* caseItems(
  { node, where }: NodeSlice,
  suite: Record<string, string>,
  seenAt: string | undefined,
): Generator<Item> {
  for (const flaw of node.children) {
    if (flaw.name !== 'failure' && flaw.name !== 'error') continue
    const name = node.attributes.name?.trim() || node.attributes.classname?.trim()
    if (!name) yield loss(where, 'left out, because of name: missing')
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
  const word = said('severity') ?? (known === 'unknown' ? undefined : bracket)
  const message = flaw.attributes.message?.trim()
  const text = textOf(flaw)
  const advisories = advisoryIdsIn(check)
  const rule = said('rule') ?? said('ruleid') ?? (known === 'unknown' ? name : check)
  const component = advisories.length > 0 ? packageIn(classname) : undefined
  const location = placeOf(node, said)
  return observe({
    kind: advisories.length > 0 ? 'dependency' : location ? 'code' : 'config',
    rule: classname && !component && !said('rule') ? `${classname}:${rule}` : rule,
    title: titleOf(said('title'), name === message ? message : `${check}${message ? `: ${message}` : ''}`),
    description: [...new Set([message, text])].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(word),
    toolSeverity: word,
    cwes: cwesOf(said('cwe'), check),
    advisories,
    location,
    component,
    references: linksIn(said('url') ?? said('link')),
    remediation: said('remediation') ?? said('fix'),
    fingerprints:
      location || component ? undefined : { test: [suite.name, classname, name].filter(Boolean).join(':') },
    seenAt,
    tags: [
      ...(suite.name?.trim() ? [suite.name.trim()] : []),
      ...(flaw.attributes.type?.trim() ? [flaw.attributes.type.trim()] : []),
      ...(flaw.name === 'error' ? ['check-error'] : []),
    ],
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

/** `libshop-1.1.22-r2` */
function packageIn(classname: string): Observation['component'] {
  const [, name, version] = /^(.+?)-(\d\S*)$/.exec(classname.trim()) ?? []
  return name && version ? { name, version } : undefined
}
