import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { methodIn } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'

const SEVERITIES: { [number: string]: Severity } = byWord({
  '4': 'critical',
  '3': 'high',
  '2': 'medium',
  '1': 'low',
  '0': 'info',
})

/** An issue, with the request and response of its own or of its session. */
export function observationOf(issue: Node, session: Node, url: string): Observation {
  const name = textOf(issue, 'Name') as string
  const severity = textOf(issue, 'Severity')
  const sections = new Map(
    childrenOf(issue, 'ReportSection').map((part) => [textOf(part, 'Name'), textOf(part, 'SectionText')]),
  )
  const classes = childrenOf(child(issue, 'Classifications'), 'Classification')
  const request =
    textOf(issue, 'VulnerableSession') ??
    textOf(issue, 'TriggerSession') ??
    textOf(issue, 'AttackHTTPRequest') ??
    textOf(session, 'RawRequest')
  const [references, links] = [
    sections.get('Reference Info'),
    classes.map(({ attributes }) => attributes.href),
  ]
  return observe({
    kind: 'web',
    rule: textOf(issue, 'VulnerabilityID') ?? name,
    title: name,
    description: paragraphs(
      ...['Summary', 'Implication', 'Execution'].map((part) => proseText(sections.get(part))),
    ),
    severity: SEVERITIES[severity ?? ''] ?? 'unknown',
    toolSeverity: severity,
    cwes: cwesOf(
      classes
        .filter(({ attributes }) => attributes.kind === 'CWE')
        .map(({ attributes }) => attributes.identifier),
    ),
    endpoint: {
      url,
      method: textOf(child(session, 'Request'), 'Method') ?? methodIn(request),
      parameter: textOf(issue, 'AttackParamDescriptor') ?? textOf(session, 'AttackParamDescriptor'),
      request,
      response: textOf(issue, 'RawResponse') ?? textOf(session, 'RawResponse'),
    },
    references: [...new Set([...linksIn(references), ...links])].filter((link): link is string =>
      Boolean(link),
    ),
    remediation: proseText(sections.get('Fix')),
    tags: tagsOf(issue, classes),
    raw: xmlText(issue),
  })
}

/** `Vulnerability`, `Best Practices` or `Info`, and the classes of other taxonomies. */
function tagsOf(issue: Node, classes: Node[]): string[] {
  const others = classes.filter(({ attributes }) => attributes.kind !== 'CWE').map((one) => textOf(one))
  return [...new Set([textOf(issue, 'CheckTypeID'), ...others])].filter((tag) => tag !== undefined)
}
