import type { AffectedComponent, Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { child, childrenOf, type Node, xmlText } from '../syntax/xml.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { severityOf } from './severity.ts'

/** A component of the software composition analysis, then its vulnerabilities. */
export function* itemsOfComponent(node: Node, where: string): Generator<Item> {
  const { component_id, library, file_name, vendor, sha1 } = node.attributes
  const affected = affectedOf(node)
  if (!affected) {
    yield loss(where, 'this component has no name and is left out with its vulnerabilities')
    return
  }
  const licenses = childrenOf(child(node, 'licenses'), 'license').flatMap(
    ({ attributes }) => attributes.spdx_id || attributes.name || [],
  )
  yield {
    type: 'component',
    ref: component_id || file_name || affected.name,
    name: library || affected.name,
    ...(vendor && { group: vendor }),
    ...(affected.version && { version: affected.version }),
    ...(affected.purl && { purl: affected.purl }),
    ...(licenses.length > 0 && { licenses }),
    ...(sha1 && { hashes: { 'SHA-1': sha1 } }),
    ...(affected.path && { path: affected.path }),
  }
  for (const [index, one] of childrenOf(child(node, 'vulnerabilities'), 'vulnerability').entries())
    yield one.attributes.cve_id
      ? observationOf(one, affected)
      : loss(`${where}/vulnerabilities[1]/vulnerability[${index + 1}]`, 'left out, because it has no id')
}

/** For a `.jar` the vendor is its Maven group. */
function affectedOf({ attributes, children }: Node): AffectedComponent | undefined {
  const { library, file_name, vendor, version } = attributes
  const name = library || file_name
  if (!name) return undefined
  const isMaven = /\.jar$/i.test(file_name ?? '') && library && /^[\w.-]+$/.test(vendor ?? '')
  const purl = isMaven
    ? purlOf({ type: 'maven', namespace: vendor as string, name, ...(version && { version }) })
    : undefined
  const files = childrenOf(
    children.find((part) => part.name === 'file_paths'),
    'file_path',
  )
  const path = relativePath(files[0]?.attributes.value ?? '')
  return {
    name: isMaven ? `${vendor}:${name}` : name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(path !== '' && { path }),
  }
}

function observationOf(node: Node, component: AffectedComponent): Observation {
  const {
    cve_id = '',
    cvss_score,
    severity,
    severity_desc,
    cwe_id,
    cve_summary,
    mitigation,
  } = node.attributes
  const rating = cvssRating({ score: cvss_score })
  const mitigations = childrenOf(child(node, 'mitigations'), 'mitigation').map((one) =>
    [one.attributes.action, one.attributes.description].filter(Boolean).join(': '),
  )
  return observe({
    kind: 'dependency',
    rule: cve_id,
    title: `${component.name}: ${cve_id}`,
    description: cve_summary || undefined,
    severity: severityOf(severity),
    toolSeverity: severity_desc || severity || undefined,
    cvss: rating && [rating],
    cwes: cwesOf(cwe_id),
    advisories: advisoryIds(cve_id),
    component,
    verdict:
      mitigation === 'true'
        ? { state: 'accepted', reason: paragraphs(...mitigations), source: 'veracode-mitigation' }
        : undefined,
    raw: xmlText(node),
  })
}
