import type { Input, ReadContext, ReportHeader } from '../contract.ts'
import { child, eachNode, type Node, textOf } from '../syntax/xml.ts'
import { isoTime } from '../values/time.ts'

/** What a report says beside its issues: the groups that they refer to, by id. */
export interface Surroundings {
  header: ReportHeader
  types: Map<string, Node>
  urls: Map<string, Node>
  entities: Map<string, Node>
  /** Risks, causes and other words that the report has translated. */
  words: Map<string, string>
  /** What to do about a type, in one of the places where editions have it. */
  advice: Map<string, Node[]>
  cvssVersion: string | undefined
}

const WORDS = [
  'dictionary',
  'security-risk-group',
  'cause-group',
  'threat-class-group',
  'remediation-group',
].map(pathOf)
const ADVICE = ['article-group', 'advisory-group', 'fix-recommendation-group'].map(pathOf)
const TYPES = pathOf('issue-type-group')
const URLS = pathOf('url-group')
const ENTITIES = pathOf('entity-group')
const SCAN = '/xml-report/scan-information'
const LAYOUT = '/xml-report/layout'
const START = '/xml-report/scan-configuration/starting-url'

function pathOf(group: string): string {
  return `/xml-report/${group}/item`
}

export async function surroundings(input: Input, context: ReadContext, root: Node): Promise<Surroundings> {
  const found: Surroundings = {
    header: {
      type: 'header',
      tool: root.attributes.AsocXmlExportVersion ? 'HCL AppScan on Cloud' : 'HCL AppScan',
    },
    types: new Map(),
    urls: new Map(),
    entities: new Map(),
    words: new Map(),
    advice: new Map(),
    cvssVersion: undefined,
  }
  const paths = [...WORDS, ...ADVICE, TYPES, URLS, ENTITIES, SCAN, LAYOUT, START]
  // Damage is told by the reading of the issues.
  for await (const slice of eachNode(input, context, paths))
    if (slice.type === 'node') take(found, slice.path, slice.node)
  return found
}

function take(found: Surroundings, path: string, node: Node): void {
  const id = node.attributes.id ?? ''
  const known = new Map([
    [TYPES, found.types],
    [URLS, found.urls],
    [ENTITIES, found.entities],
  ]).get(path)
  if (known) known.set(id, node)
  else if (ADVICE.includes(path)) {
    if (!found.advice.get(id)?.push(node)) found.advice.set(id, [node])
  } else if (WORDS.includes(path)) {
    const word = textOf(node) ?? textOf(node, 'name')
    if (word) found.words.set(id, word)
  } else learn(found, path, node)
}

function learn(found: Surroundings, path: string, node: Node): void {
  const said = (name: string) => textOf(child(node, name))
  const { header } = found
  const set = (key: 'tool' | 'toolVersion' | 'target' | 'producedAt', value: string | undefined) => {
    if (value !== undefined) header[key] = value
  }
  if (path === SCAN) {
    set('tool', said('product-name'))
    set('toolVersion', said('product-version'))
    set('producedAt', isoTime(said('scan-date-and-time-iso')))
    if (header.target === undefined) set('target', said('scan-name'))
    found.cvssVersion = said('cvss-version')
  } else if (path === LAYOUT) {
    set('target', said('application-name'))
    if (header.producedAt === undefined) set('producedAt', isoTime(said('report-date')))
  } else set('target', textOf(node))
}
