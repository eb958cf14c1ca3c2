import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { decodedText, messageOf } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'

const ROOTS = ['w3af-run', 'w3afrun']
const FINDINGS = ['/*/vulnerability', '/*/information']
const VERSION = '/*/w3af-version'
const TARGETS = ['/*/scan-info/@', '/*/scaninfo/@']
const ERROR = '/*/error'

export const w3af = {
  id: 'w3af',
  name: 'w3af',
  link: 'https://github.com/andresriancho/w3af/blob/master/w3af/plugins/output/xml_file/report.xsd',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo: 'In w3af: plugins; output xml_file; output config xml_file; set output_file w3af.xml; back; start',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root && ROOTS.includes(root.name) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'w3af XML', roots: ROOTS })
  const facts: { version?: string | undefined; target?: string | undefined } = {}
  for await (const slice of eachNode(input, context, [VERSION, ...TARGETS])) {
    if (slice.type === 'problem') continue
    if (slice.path === VERSION)
      facts.version = /(?:Version: |^)(\d[\w.-]*)/.exec(textOf(slice.node) ?? '')?.[1]
    else facts.target ??= slice.node.attributes.target
  }
  const producedAt = isoTime(Number(attributes.start)) ?? isoTime(attributes['start-long'])
  yield {
    type: 'header',
    tool: 'w3af',
    ...(facts.version && { toolVersion: facts.version }),
    ...(facts.target && { target: facts.target }),
    ...(producedAt && { producedAt }),
  }
  const sites = new Set<string>()
  yield* newSite(facts.target?.split(',')[0], sites)
  for await (const slice of eachNode(input, context, [...FINDINGS, ERROR])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === ERROR)
      yield loss(slice.where, 'the tool reports an error: something may be missing')
    else {
      yield* newSite(said(slice.node, 'url'), sites)
      yield observationOf(slice.node, facts.target) ??
        loss(slice.where, 'left out, because it has neither name nor plugin')
    }
  }
}

/** What does not apply is written as `None`. */
function said({ attributes }: Node, name: string): string | undefined {
  const value = attributes[name]?.trim()
  return value && value !== 'None' ? value : undefined
}

function observationOf(node: Node, target: string | undefined): Observation | undefined {
  const name = said(node, 'name')
  const plugin = said(node, 'plugin')
  const title = name ?? plugin
  if (!title) return undefined
  const severity = said(node, 'severity') ?? (node.name === 'information' ? 'Information' : undefined)
  const transaction = childrenOf(child(node, 'http-transactions'), 'http-transaction').at(-1)
  const references = childrenOf(child(node, 'references'), 'reference')
  const url = said(node, 'url') ?? target?.split(',')[0]
  return observe({
    kind: 'web',
    rule: plugin && name ? `${plugin}:${name}` : title,
    title,
    description:
      [textOf(node, 'description') ?? textOf(node), textOf(node, 'long-description')]
        .filter(Boolean)
        .join('\n\n') || undefined,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(references.map(({ attributes }) => `${attributes.title} ${attributes.url}`)),
    endpoint: url
      ? {
          url,
          method: said(node, 'method'),
          parameter: said(node, 'var'),
          request: messageIn(child(transaction, 'http-request') ?? child(transaction, 'httprequest')),
          response: messageIn(child(transaction, 'http-response') ?? child(transaction, 'httpresponse')),
        }
      : undefined,
    references: linksIn(references.map(({ attributes }) => attributes.url ?? '').join('\n')),
    remediation: textOf(node, 'fix-guidance'),
    tags: textOf(node, 'fix-effort') ? [`fix effort: ${textOf(node, 'fix-effort')}`] : [],
    raw: xmlText(node),
  })
}

function messageIn(node: Node | undefined): string | undefined {
  const headers = childrenOf(child(node, 'headers'), 'header').map(
    ({ attributes }) => `${attributes.field ?? ''}: ${attributes.content ?? ''}`,
  )
  const head = [textOf(node, 'status'), ...headers].filter(Boolean).join('\n')
  const body = child(node, 'body')
  const encoded = body?.attributes['content-encoding'] === 'base64' || body?.attributes.encoding === 'base64'
  return messageOf(head, encoded ? decodedText(body?.text) : textOf(body))
}
