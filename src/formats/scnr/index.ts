import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { cwesOf } from '../values/cwe.ts'
import { messageOf } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'

const ISSUE = '/report/issues/issue'
const HEAD = ['version', 'options', 'start_datetime', 'finish_datetime'].map((name) => `/report/${name}`)

export const scnr = {
  id: 'scnr',
  name: 'SCNR and Arachni XML',
  link: 'https://ecsypno.com/pages/codename-scnr',
  extensions: ['.xml'],
  kinds: ['web'],
  howTo: 'scnr_reporter scan.crf --reporter=xml:outfile=scnr.xml',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  const schema = Object.entries(root?.attributes ?? {}).find(([name]) => /SchemaLocation$/i.test(name))?.[1]
  return root?.name === 'report' && /\b(?:scnr|arachni)\b/i.test(schema ?? '') ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'SCNR XML', roots: ['report'] })
  yield await headerOf(input, context)
  const sites = new Set<string>()
  for await (const slice of eachNode(input, context, [ISSUE])) {
    if (slice.type === 'problem') yield slice
    else {
      const url = urlOf(slice.node)
      if (!textOf(slice.node, 'name') || !url)
        yield loss(slice.where, 'this issue has no name or URL and is left out')
      else {
        yield* newSite(url, sites)
        yield observationOf(slice.node, url)
      }
    }
  }
}

/** The options are YAML, of which the address of the site is one line. */
async function headerOf(input: Input, context: ReadContext): Promise<ReportHeader> {
  const said = new Map<string, string | undefined>()
  for await (const slice of eachNode(input, context, HEAD))
    if (slice.type === 'node') said.set(slice.node.name, textOf(slice.node))
  const target = /^url: (\S+)$/m.exec(said.get('options') ?? '')?.[1]
  const toolVersion = said.get('version')
  const producedAt = isoTime(said.get('finish_datetime')) ?? isoTime(said.get('start_datetime'))
  return {
    type: 'header',
    tool: 'SCNR',
    ...(toolVersion && { toolVersion }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
}

/** Where the input went to; a page otherwise. */
const urlOf = (issue: Node): string | undefined =>
  textOf(child(issue, 'vector'), 'action') ?? textOf(child(issue, 'vector'), 'url')

function observationOf(issue: Node, url: string): Observation {
  const name = textOf(issue, 'name') as string
  const [vector, page] = [child(issue, 'vector'), child(issue, 'page')]
  const [request, response] = [child(page, 'request'), child(page, 'response')]
  const [severity, digest, seed] = [
    textOf(issue, 'severity'),
    textOf(issue, 'digest'),
    textOf(vector, 'seed'),
  ]
  return observe({
    kind: 'web',
    rule: textOf(child(issue, 'check'), 'shortname') ?? name,
    title: name,
    description: paragraphs(textOf(issue, 'description'), seed && `Attack: ${seed}`),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: textOf(issue, 'trusted') === 'true' ? 'high' : undefined,
    cwes: cwesOf(textOf(issue, 'cwe')),
    endpoint: {
      url,
      method: textOf(vector, 'method')?.toUpperCase(),
      parameter: textOf(vector, 'affected_input_name'),
      request: textOf(request, 'raw'),
      response: messageOf(textOf(response, 'raw_headers'), textOf(response, 'body') ?? textOf(page, 'body')),
      evidence: textOf(issue, 'proof') ?? textOf(issue, 'signature'),
    },
    references: childrenOf(child(issue, 'references'), 'reference').flatMap(
      ({ attributes }) => attributes.url || [],
    ),
    remediation: paragraphs(textOf(issue, 'remedy_guidance'), textOf(issue, 'remedy_code')),
    fingerprints: digest ? { digest } : undefined,
    tags: [textOf(vector, 'type')].filter((tag) => tag !== undefined),
    raw: xmlText(issue),
  })
}
