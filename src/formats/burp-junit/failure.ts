import type { Observation } from '../../model/observation.ts'
import { classesIn, confidenceOf, severityOf } from '../burp/words.ts'
import type { Node } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { methodIn } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { addressAt } from '../values/web-address.ts'

const HEADINGS = [
  'Issue Detail',
  'Issue Background',
  'Issue Remediation',
  'Remediation Detail',
  'Remediation Background',
  'Evidence',
  'References',
  'Vulnerability Classifications',
]

/** One failure of a test case. Its text has `Name: value` lines first, then a section for each heading. */
export function observationOf(
  failure: Node,
  suite: string | undefined,
  name: string,
  raw: string,
): Observation {
  const { facts, sections } = partsOf(failure.text)
  const severity = facts.get('Severity') ?? failure.attributes.type
  const url = addressAt(facts.get('Host'), facts.get('Path')) ?? suite
  const { request, response } = exchangeIn(sections.get('Evidence'))
  const classes = sections.get('Vulnerability Classifications')
  const detail = sections.get('Issue Detail')
  return observe({
    kind: 'web',
    rule: name,
    title: name,
    description: joined(detail, sections.get('Issue Background')),
    severity: severityOf(severity),
    toolSeverity: severity,
    confidence: confidenceOf(facts.get('Confidence')),
    cwes: cwesOf(classes ?? ''),
    advisories: advisoryIdsIn(detail, name),
    endpoint: url
      ? { url, method: methodIn(request), parameter: parameterIn(detail), request, response }
      : undefined,
    references: linksIn(joined(sections.get('References'), classes)),
    remediation: joined(
      ...['Remediation Detail', 'Issue Remediation', 'Remediation Background'].map((title) =>
        sections.get(title),
      ),
    ),
    tags: classesIn(classes),
    raw,
  })
}

const joined = (...parts: (string | undefined)[]): string | undefined =>
  parts.filter(Boolean).join('\n\n') || undefined

function partsOf(text: string): { facts: Map<string, string>; sections: Map<string, string> } {
  const facts = new Map<string, string>()
  const lines = new Map<string, string[]>()
  let heading: string | undefined
  for (const line of text.split(/\r?\n/)) {
    const word = line.trim()
    // What the application answered may hold lines like the headings.
    const begins =
      HEADINGS.includes(word) && !lines.has(word) && (heading !== 'Evidence' || /^(?:Ref|Vul)/.test(word))
    const [, key, value] = /^(Severity|Confidence|Host|Path): (.*)$/.exec(word) ?? []
    if (begins) {
      heading = word
      lines.set(word, [])
    } else if (heading) lines.get(heading)?.push(line)
    else if (key && value) facts.set(key, value)
  }
  const sections = [...lines].map(([title, content]): [string, string] => [title, content.join('\n').trim()])
  return { facts, sections: new Map(sections) }
}

function exchangeIn(evidence: string | undefined): { request?: string; response?: string } {
  const [, request, response] =
    /^Request:\s*\n([\s\S]*?)(?:\nResponse:\s*\n([\s\S]*))?$/.exec(evidence ?? '') ?? []
  return {
    ...(request?.trim() && { request: request.trim() }),
    ...(response?.trim() && { response: response.trim() }),
  }
}

/** `The value of the q request parameter is copied …`, `The id parameter appears …` */
const parameterIn = (detail: string | undefined): string | undefined =>
  /\b[Tt]he (?:value of the )?(\S+) (?:(?:request|URL|JSON|XML|body) )?(?:parameter|cookie|HTTP header)\b/.exec(
    detail ?? '',
  )?.[1]
