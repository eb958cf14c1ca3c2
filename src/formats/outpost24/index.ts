import type { CvssRating, Observation } from '../../model/observation.ts'
import { type Severity, severityOfScore } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, eachNode, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cvssRating, leadingScore } from '../values/cvss.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

const DETAIL = '/main/detaillist/detail'
const HOST = '/main/hostlist/host'

export const outpost24 = {
  id: 'outpost24',
  name: 'Outpost24 OUTSCAN',
  link: 'https://kb.outpost24.com/kb/export-reports',
  extensions: ['.xml'],
  kinds: ['runtime'],
  howTo: 'In OUTSCAN, open Reporting Tools and export the report as XML.',
  detect,
  read,
} satisfies Format

function detect({ root, head }: Sample): number {
  return root?.name === 'main' && /outpost24|OUTSCAN/i.test(head.slice(0, 2048)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await xmlRoot(input, context, { name: 'an OUTSCAN report', roots: ['main'] })
  const hosts = new HostScopes({ type: 'header', tool: 'Outpost24' })
  for await (const slice of eachNode(input, context, [HOST, DETAIL])) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    const host = textOf(slice.node, 'ip') ?? textOf(slice.node, 'hostname') ?? textOf(slice.node, 'name')
    const title = slice.path === HOST ? host : textOf(slice.node, 'name')
    if (host === undefined || title === undefined)
      yield loss(slice.where, 'left out, because it names no host or no weakness')
    else {
      const platform = textOf(slice.node, 'platform')
      const name = textOf(slice.node, slice.path === HOST ? 'name' : 'hostname')
      yield* hosts.enter(host, { name: name === host ? undefined : name, os: platform })
      if (slice.path === DETAIL) yield observationOf(slice.node, host, title)
    }
  }
  yield* hosts.end()
}

/** Its risks; what else it may say is known by its score. */
const SEVERITY = byWord<Severity>({ '0': 'info', '1': 'low', '2': 'medium', '4': 'high' })

function observationOf(node: Node, host: string, title: string): Observation {
  const port = child(node, 'portinfo')
  const risk = textOf(node, 'risk')
  const cves = childrenOf(node, 'cve').flatMap((cve) => childrenOf(cve, 'id').map((id) => textOf(id)))
  const links = childrenOf(child(node, 'referencelist'), 'reference').map((link) => textOf(link, 'url'))
  const cvss = ratingsOf(node)
  const score = leadingScore(cvss)
  return observe({
    kind: 'runtime',
    rule: textOf(node, 'scriptid') ?? textOf(node, 'id') ?? title,
    title,
    description: paragraphs(textOf(node, 'description'), textOf(node, 'information')),
    severity: SEVERITY[risk ?? ''] ?? (score === undefined ? 'unknown' : severityOfScore(score)),
    toolSeverity: risk,
    cvss,
    advisories: advisoryIds(cves),
    ...hostPlace({
      host,
      port: portIn(textOf(port, 'portnumber')),
      protocol: textOf(port, 'protocol'),
    }),
    references: linksOf(links),
    remediation: textOf(node, 'solution') ?? textOf(node, 'solutiontitle'),
    verdict: /^(?:1|true)$/.test(textOf(node, 'falsepositive') ?? '')
      ? { state: 'false_positive', source: 'outpost24' }
      : undefined,
    seenAt: isoTime(textOf(child(node, 'history'), 'lastseen') ?? textOf(node, 'date')),
    tags: ['family', 'product', 'category'].flatMap((name) => textOf(node, name) ?? []),
    raw: xmlText(node),
  })
}

/** Behind the vector of version 2 stand the environment's metrics, in brackets of their own. */
function ratingsOf(node: Node): CvssRating[] {
  const second = /^\(([^)]*)\)/.exec(textOf(node, 'cvss_vector') ?? '')?.[1] ?? textOf(node, 'cvss_vector')
  return [
    cvssRating({
      score: textOf(node, 'cvss_v3_score'),
      vector: textOf(node, 'cvss_v3_vector'),
      version: '3',
    }),
    cvssRating({ score: textOf(node, 'cvss_score'), vector: second, version: '2' }),
  ].filter((rating) => rating !== undefined)
}
