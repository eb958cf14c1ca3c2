import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { child, childrenOf, type Node, textOf, xmlText } from '../syntax/xml.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn, proseText, unescapedText } from '../values/html-text.ts'
import { methodIn } from '../values/http-message.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { addressAt, isWebAddress } from '../values/web-address.ts'

/** One report item: what was found at one place. `site` is the scan's. */
export function observationOf(item: Node, site: string | undefined): Observation {
  const title = textOf(item, 'Name') ?? textOf(item, 'ModuleName') ?? 'Untitled'
  const technical = child(item, 'TechnicalDetails')
  const request = unescapedText(textOf(technical, 'Request'))
  const affects = textOf(item, 'Affects')
  const path = affects && (affects.startsWith('/') || isWebAddress(affects)) ? affects : undefined
  const url = addressAt(site, path)
  const links = childrenOf(child(item, 'References'), 'Reference')
  const type = textOf(item, 'Type')
  const module = textOf(item, 'ModuleName')
  return observe({
    kind: 'web',
    rule: title.replace(/ \(verified\)$/, ''),
    title,
    description: descriptionOf(item, path ? undefined : affects),
    severity: severityOfWord(textOf(item, 'Severity')),
    toolSeverity: textOf(item, 'Severity'),
    confidence: / \(verified\)$/.test(title) ? 'high' : undefined,
    cvss: ['CVSS', 'CVSS3', 'CVSS4'].flatMap((name) => ratingIn(child(item, name))),
    cwes: childrenOf(child(item, 'CWEList'), 'CWE').flatMap((cwe) =>
      cwesOf(cwe.attributes.id ?? '', cwe.text),
    ),
    advisories: advisoryIdsIn(xmlText(child(item, 'CVEList') ?? NOTHING), title),
    location: sourceOf(item),
    endpoint: url
      ? {
          url,
          method: methodIn(request),
          parameter: parameterOf(item),
          request,
          response: unescapedText(textOf(technical, 'Response')),
          evidence: proseText(textOf(item, 'Details')),
        }
      : undefined,
    references: [...new Set(links.flatMap((link) => linksIn(textOf(link, 'URL'))))],
    remediation: proseText(textOf(item, 'Recommendation')),
    verdict: /^(?:true|1|yes)$/i.test(textOf(item, 'IsFalsePositive') ?? '')
      ? { state: 'false_positive', reason: 'marked as a false positive', source: 'acunetix' }
      : undefined,
    tags: [type, module].filter((tag) => tag !== undefined),
    raw: xmlText(item),
  })
}

const NOTHING: Node = { name: 'CVEList', attributes: {}, text: '', children: [] }

function descriptionOf(item: Node, affects: string | undefined): string | undefined {
  const impact = proseText(textOf(item, 'Impact'))
  const additional = proseText(textOf(item, 'AOP_Additional'))
  const parts = [
    proseText(textOf(item, 'Description')),
    impact && `Impact: ${impact}`,
    affects && `Affects: ${affects}`,
    proseText(textOf(item, 'DetailedInformation')),
    additional && `Sensor: ${additional}`,
  ]
  return parts.filter(Boolean).join('\n\n') || undefined
}

function ratingIn(node: Node | undefined) {
  const rating = cvssRating({ vector: textOf(node, 'Descriptor'), score: textOf(node, 'Score') })
  return rating ? [rating] : []
}

/** A form without a name is written as `<empty>`. */
function parameterOf(item: Node): string | undefined {
  const parameter = unescapedText(textOf(item, 'Parameter'))
  return parameter === '<empty>' ? undefined : parameter
}

/** The line of source that the sensor in the application saw run. */
function sourceOf(item: Node): CodeLocation | undefined {
  const file = textOf(item, 'AOP_SourceFile')
  const path = file && relativePath(file)
  if (!path) return undefined
  const line = Number(textOf(item, 'AOP_SourceLine'))
  return { path, line: Number.isInteger(line) && line > 0 && line < 2 ** 31 ? line : undefined }
}
