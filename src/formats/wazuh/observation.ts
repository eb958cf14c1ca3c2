import { z } from 'zod'
import type { AffectedComponent, CvssRating, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { anything, label, needed, number, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { isoTime } from '../values/time.ts'

/** A package of a host and its vulnerability, whichever of the two reports it comes from. */
export interface Vulnerable {
  advisory: string
  name: string
  version?: string | undefined
  /** `deb`, `rpm`, `pypi`, `win`; `PACKAGE` or `OS` until 4.7. */
  packageType?: string | undefined
  path?: string | undefined
  architecture?: string | undefined
  title?: string | undefined
  description?: string | undefined
  severity?: string | undefined
  condition?: string | undefined
  ratings: (CvssRating | undefined)[]
  references: unknown
  agent?: string | undefined
  ip?: string | undefined
  os?: string | undefined
  /** What the scanner thinks of its own result: `SOLVED` is gone. */
  status?: string | undefined
  seenAt?: unknown
  tags: string[]
}

export const itemSchema = z
  .object({
    cve: needed,
    name: needed,
    version: label,
    type: text,
    architecture: text,
    title: text,
    severity: text,
    condition: text,
    status: text,
    cvss2_score: number,
    cvss3_score: number,
    external_references: texts,
    detection_time: anything,
    agent_name: text,
    agent_ip: text,
    agent_id: text,
  })
  .transform(
    (item): Vulnerable => ({
      ...item,
      advisory: item.cve,
      packageType: item.type,
      ratings: [
        item.cvss3_score ? cvssRating({ score: item.cvss3_score, version: '3' }) : undefined,
        item.cvss2_score ? cvssRating({ score: item.cvss2_score, version: '2' }) : undefined,
      ],
      references: item.external_references,
      agent: item.agent_name ?? item.agent_id,
      ip: item.agent_ip,
      seenAt: item.detection_time,
      tags: [],
    }),
  )

export const documentSchema = z
  .object({
    _source: z.object({
      agent: part(z.object({ id: text, name: text, ip: text })),
      host: part(z.object({ os: part(z.object({ full: text, name: text })), ip: texts })),
      package: z.object({ name: needed, version: label, type: text, path: text, architecture: text }),
      vulnerability: z.object({
        id: needed,
        description: text,
        severity: text,
        detected_at: anything,
        reference: text,
        score: part(z.object({ base: number, version: label })),
        scanner: part(z.object({ condition: text, reference: text, source: text, vendor: text })),
        category: text,
        classification: text,
        under_evaluation: z.boolean().optional().catch(undefined),
      }),
    }),
  })
  .transform(({ _source: { agent, host, package: found, vulnerability } }): Vulnerable => {
    const { score, scanner, reference } = vulnerability
    return {
      advisory: vulnerability.id,
      name: found.name,
      version: found.version,
      packageType: found.type,
      path: found.path,
      architecture: found.architecture,
      description: vulnerability.description,
      severity: vulnerability.severity,
      condition: scanner?.condition,
      ratings: [score?.base ? cvssRating({ score: score.base, version: score.version }) : undefined],
      references: [reference?.split(/,\s*/), scanner?.reference],
      agent: agent?.name ?? agent?.id,
      ip: agent?.ip ?? host?.ip[0],
      os: host?.os?.full ?? host?.os?.name,
      seenAt: vulnerability.detected_at,
      tags: vulnerability.under_evaluation ? ['under-evaluation'] : [],
    }
  })

export function observationOf(found: Vulnerable, raw: string): Observation {
  const [id = found.advisory] = advisoryIds(found.advisory)
  const component = componentOf(found)
  const host = found.agent ?? found.ip
  const isSystem = /^(?:PACKAGE|OS)$/i.test(found.packageType ?? '')
  const kind = packageKind(id, component.purl)
  return observe({
    kind: isSystem && kind !== 'malware' ? 'container' : kind,
    rule: id,
    title: found.title ?? `${id} in ${found.name}`,
    description: [found.description, found.condition].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(found.severity),
    toolSeverity: found.severity,
    cvss: found.ratings.filter((rating) => rating !== undefined),
    advisories: [id],
    component,
    resource: host ? { address: host, type: 'host' } : undefined,
    references: linksOf(found.references),
    verdict:
      found.status?.toUpperCase() === 'SOLVED'
        ? { state: 'fixed', reason: 'solved', source: 'wazuh-status' }
        : undefined,
    seenAt: isoTime(found.seenAt),
    tags: found.tags,
    raw,
  })
}

/** `Package less than 4.3.2` says which version is free of it; `Package unfixed` that there is none. */
function componentOf(found: Vulnerable): AffectedComponent {
  const { name, version, path, architecture } = found
  const [, fixed] = /^Package less than (\S+)$/i.exec(found.condition ?? '') ?? []
  const type = purlTypeOf(found.packageType)
  const qualifiers: Record<string, string> =
    architecture && /^(?:deb|rpm|apk)$/.test(type ?? '') ? { arch: architecture } : {}
  return {
    name,
    version,
    purl: type && purlOf({ type, name, ...(version && { version }), qualifiers }),
    path: path && relativePath(path),
    fixVersions: fixed ? [fixed] : [],
  } as AffectedComponent
}
