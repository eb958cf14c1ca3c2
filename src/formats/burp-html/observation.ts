import type { Observation } from '../../model/observation.ts'
import { classesIn, confidenceOf, isFalsePositive, parameterIn, severityOf } from '../burp/words.ts'
import type { Limits, Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { methodIn } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { addressAt } from '../values/web-address.ts'
import { allOf, firstOf, htmlOf, lineOf, type Nodes, nodesOf, textOf } from './page.ts'
import type { Part } from './parts.ts'
import type { Summary } from './summary.ts'

/** The issue that a part of the page tells, with what the table says of it. */
export function observationOf(
  { where, html }: Part,
  summaries: Map<string, Summary>,
  limits: Limits,
): Observation | Problem {
  const container = firstOf('div', nodesOf(html, limits))
  const nodes = container?.children ?? []
  const title = lineOf(firstOf('h2', nodes))
  if (!title) return loss(where, 'left out, because of its heading: missing')
  const anchor = allOf('a', nodes).find(({ attribs }) => attribs.name)
  const summary = summaries.get(anchor?.attribs.name ?? '')
  const path = lineOf(allOf('a', nodes).find(({ attribs }) => !attribs.name)) || summary?.path
  const said = sectionsOf(nodes)
  const text = (...headings: string[]) =>
    paragraphs(...headings.flatMap((heading) => (said.get(heading) ?? []).map(({ html }) => proseText(html))))
  const message = (heading: string) =>
    [heading, `${heading} 1`]
      .flatMap((name) => said.get(name) ?? [])
      .map(({ text }) => text)[0]
      ?.trim()
  const classes = said.get('vulnerability classifications')?.map(({ html }) => html) ?? []
  const parameter = parameterIn(path)
  const request = message('request')
  const response = message('response')
  const method = methodIn(request)
  // The parameter stands behind the path in square brackets.
  const url = addressAt(summary?.site, parameter ? path?.replace(/ \[.+\]\s*$/, '') : path)
  const { severity, confidence } = summary ?? {}
  const remediation = text('issue remediation', 'remediation detail')
  const described = text(
    'issue detail',
    'dynamic analysis',
    'issue description',
    'issue background',
    'issue origin',
  )
  return observe({
    kind: 'web',
    rule: title,
    title,
    ...(described && { description: described }),
    severity: severityOf(severity),
    ...(severity && { toolSeverity: severity }),
    confidence: confidenceOf(confidence),
    cwes: cwesOf(classes),
    advisories: advisoryIdsIn(title, text('issue detail')),
    ...(url && {
      endpoint: {
        url,
        ...(method && { method }),
        ...(parameter && { parameter }),
        ...(request && { request }),
        ...(response && { response }),
      },
    }),
    references: linksIn([...(said.get('references') ?? []).map(({ html }) => html), ...classes].join('\n')),
    ...(remediation && { remediation }),
    ...(isFalsePositive(severity) && {
      verdict: { state: 'false_positive' as const, reason: 'marked as a false positive', source: 'burp' },
    }),
    tags: classesIn(classes.join('\n')),
    raw: html.slice(0, html.lastIndexOf('<div class="section')) || html,
  })
}

/** What follows each heading; newer reports put a heading and a message into an element of their own. */
function sectionsOf(nodes: Nodes): Map<string, { html: string; text: string }[]> {
  const found = new Map<string, { html: string; text: string }[]>()
  let heading: string | undefined
  const visit = (list: Nodes): void => {
    for (const node of list) {
      if ('name' in node && node.name === 'h3') heading = lineOf(node).replace(/:$/, '').toLowerCase()
      else if ('attribs' in node && node.attribs.class === 'evidence-container') visit(node.children)
      else if (heading !== undefined && textOf(node).trim() !== '')
        found.set(heading, [...(found.get(heading) ?? []), { html: htmlOf(node), text: textOf(node) }])
    }
  }
  visit(nodes)
  return found
}
