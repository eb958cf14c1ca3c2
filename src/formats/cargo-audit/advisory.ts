import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfScore } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating } from '../values/cvss.ts'
import { isObject } from '../values/fields.ts'
import { part, text, texts } from '../values/lenient.ts'
import { lowerBounds } from '../values/lower-bounds.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { purlOf } from '../values/purl.ts'
import { titleOf } from '../values/title.ts'

/** The `[advisory]` of RustSec: https://github.com/rustsec/advisory-db#advisory-format */
export const advisorySchema = z.object({
  id: z.string().trim().min(1),
  title: text,
  description: text,
  aliases: texts,
  related: texts,
  categories: texts,
  keywords: texts,
  cvss: text,
  informational: z
    .unknown()
    .transform((value) =>
      typeof value === 'string' ? value : isObject(value) ? Object.keys(value)[0] : undefined,
    )
    .optional(),
  url: text,
  references: texts,
  withdrawn: text,
})

export type Advisory = z.output<typeof advisorySchema>

/** What an advisory says of a package, for all readers of RustSec's advisories. */
export function advisoryFacts(
  advisory: Advisory,
): Partial<Observation> & Pick<Observation, 'severity' | 'rule'> {
  const { id } = advisory
  const rating = cvssRating({ vector: advisory.cvss })
  const { aliases, related } = aliasesOf(id, advisory.aliases)
  return {
    rule: id,
    severity: rating?.score === undefined ? 'unknown' : severityOfScore(rating.score),
    ...(rating?.score !== undefined && { toolSeverity: String(rating.score) }),
    cvss: rating ? [rating] : [],
    advisories: aliases,
    references: [...new Set([...(advisory.url ? [advisory.url] : []), ...advisory.references])],
    tags: [
      ...new Set([
        ...(advisory.informational ? [advisory.informational] : []),
        ...advisory.categories,
        ...advisory.keywords,
        ...related,
        ...advisory.related,
      ]),
    ],
  }
}

const packageSchema = z.object({ name: z.string().trim().min(1), version: text, source: text })

export const hitSchema = z.object({
  kind: text,
  package: packageSchema,
  advisory: part(advisorySchema),
  versions: part(z.object({ patched: texts, unaffected: texts })),
  affected: part(z.object({ functions: z.record(z.string(), z.unknown()).optional().catch(undefined) })),
})

type Hit = z.output<typeof hitSchema>

/** A vulnerability, or a warning: of an advisory that only informs, or that a version was yanked, of which there is none. */
export function observationOf(hit: Hit, { text }: Element): Observation {
  const { advisory, versions } = hit
  const { name, version } = hit.package
  const kind = hit.kind ?? advisory?.informational ?? 'warning'
  const facts = advisory ? advisoryFacts(advisory) : { rule: kind, severity: 'unknown' as const }
  const purl = purlOf({ type: 'cargo', name, ...(version && { version }) })
  const fixVersions = lowerBounds(...(versions?.patched ?? []))
  return observe({
    ...facts,
    kind: packageKind(facts.rule, purl),
    title: titleOf(advisory?.title, `${name} is ${kind}`),
    description: descriptionOf(hit),
    component: { name, version, purl, fixVersions },
    remediation:
      versions && versions.patched.length > 0 ? `Update to ${versions.patched.join(' or ')}` : undefined,
    verdict: advisory?.withdrawn
      ? { state: 'false_positive', reason: `advisory withdrawn ${advisory.withdrawn}`, source: 'rustsec' }
      : undefined,
    raw: text,
  })
}

function descriptionOf({ advisory, affected }: Hit): string | undefined {
  const functions = Object.keys(affected?.functions ?? {})
  const parts = [advisory?.description, functions.length > 0 && `Affected functions: ${functions.join(', ')}`]
  return parts.filter(Boolean).join('\n\n') || undefined
}
