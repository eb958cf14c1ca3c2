import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { child, childrenOf, type Node, xmlText } from '../syntax/xml.ts'
import { cwesOf } from '../values/cwe.ts'
import { positionIn } from '../values/fields.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { severityOf } from './severity.ts'
import type { About } from './xml-report.ts'

/** A flaw of a static, dynamic or manual analysis. Veracode's rules are CWEs. */
export function flawObservation(flaw: Node, about: About): Observation {
  const { attributes } = flaw
  const cwe = attributes.cweid || about.cwe.cweid
  const name = about.cwe.cweid === cwe ? about.cwe.cwename : undefined
  const url = attributes.url || undefined
  return observe({
    kind: url ? 'web' : 'code',
    rule: `CWE-${cwe}`,
    title: name || attributes.categoryname || `CWE-${cwe}`,
    description: paragraphs(attributes.description || about.description, attributes.note),
    severity: severityOf(attributes.severity),
    toolSeverity: attributes.severity || undefined,
    cwes: cwesOf(cwe, about.cwe.cweid),
    location: url ? undefined : locationOf(attributes),
    endpoint: url
      ? {
          url,
          parameter: attributes.vuln_parameter || undefined,
          evidence: attributes.attack_vector || undefined,
        }
      : undefined,
    remediation: about.recommendations,
    fingerprints: attributes.issueid ? { issueId: attributes.issueid } : undefined,
    verdict: verdictOf(flaw),
    tags: [about.category, attributes.categoryname, attributes.type, attributes.module].filter(
      (tag, index, all): tag is string => Boolean(tag) && all.indexOf(tag) === index,
    ),
    raw: xmlText(flaw),
  })
}

function locationOf(attributes: Record<string, string>): CodeLocation | undefined {
  const { sourcefilepath = '', sourcefile = '', line, scope, functionprototype } = attributes
  const folder = sourcefilepath && !sourcefilepath.endsWith('/') ? `${sourcefilepath}/` : sourcefilepath
  const path = relativePath(sourcefile ? folder + sourcefile : '')
  if (path === '') return undefined
  const symbol =
    [scope, functionprototype].filter((part) => part && part !== 'UNKNOWN').join('.') || undefined
  return { path, line: positionIn(line), symbol }
}

/** Mitigations count once somebody has accepted them. */
function verdictOf(flaw: Node): ProducerVerdict | undefined {
  const { remediation_status = '', mitigation_status = '' } = flaw.attributes
  if (/^(?:fixed|cannot reproduce)$/i.test(remediation_status))
    return { state: 'fixed', reason: remediation_status, source: 'veracode-status' }
  if (!/^accepted$/i.test(mitigation_status)) return undefined
  const mitigations = childrenOf(child(flaw, 'mitigations'), 'mitigation')
  const proposal = mitigations.find(
    ({ attributes }) => !/^(?:approve|accept mitigation|comment)/i.test(attributes.action ?? ''),
  )
  const isFalse = /false positive/i.test(proposal?.attributes.action ?? '')
  return {
    state: isFalse ? 'false_positive' : 'accepted',
    reason:
      paragraphs(proposal?.attributes.action, proposal?.attributes.description) ?? 'mitigation accepted',
    source: 'veracode-mitigation',
  }
}
