import { z } from 'zod'
import type { ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { resourceClaim } from '../values/claims.ts'
import { asText } from '../values/fields.ts'
import { proseText } from '../values/html-text.ts'
import { needed, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { resourceDetails, resourceOf } from './resource.ts'

/** An assessment of one resource against one recommendation. */
export const recommendationSchema = z.object({
  /** The assessment's key: the same for every resource that is looked at. */
  key: needed,
  elementId: text,
  displayName: text,
  status: z.object({ code: needed, cause: text, description: text }),
  resourceDetails: part(resourceDetails),
  links: part(z.object({ azurePortal: text, azurePortalUri: text })),
  risk: part(z.object({ level: text })),
  metadata: part(
    z.object({
      displayName: text,
      severity: text,
      description: text,
      remediationDescription: text,
      categories: texts,
      threats: texts,
      tactics: texts,
      techniques: texts,
    }),
  ),
})

type Recommendation = z.output<typeof recommendationSchema>

export function* recommendationItems(found: Recommendation, raw: string): Generator<Item> {
  const resource = resourceOf(found.resourceDetails, found.elementId)
  if (resource) yield resourceClaim('cloud-resource', resource)
  const { status, metadata } = found
  const exempt = /exempt/i.test(status.cause ?? '')
  // What does not apply was not looked at; what is exempt is not as it should be, and somebody lives with it.
  if (
    /^(?:healthy|passed|completed)$/i.test(status.code) ||
    (/^not.?applicable$/i.test(status.code) && !exempt)
  )
    return
  const severity = found.risk?.level ?? metadata?.severity
  yield observe({
    kind: 'cloud',
    rule: found.key,
    title: found.displayName ?? metadata?.displayName ?? found.key,
    description:
      [proseText(metadata?.description), status.description].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    resource,
    references: linksOf(portalLink(found.links?.azurePortal ?? found.links?.azurePortalUri)),
    remediation: proseText(metadata?.remediationDescription),
    fingerprints: found.elementId ? { 'azure-defender': found.elementId } : undefined,
    verdict: exempt ? exemption(status.description) : undefined,
    tags: [
      ...(metadata?.categories ?? []),
      ...(metadata?.threats ?? []),
      ...(metadata?.tactics ?? []),
      ...(metadata?.techniques ?? []),
    ],
    raw,
  })
}

const exemption = (reason: string | undefined): ProducerVerdict => ({
  state: 'accepted',
  reason: reason ?? 'exempt',
  source: 'azure-defender-exemption',
})

/** Links lack their scheme. */
export const portalLink = (link: string | undefined): string | undefined =>
  link && /^(?:www\.)?portal\.azure\./i.test(link) ? `https://${link}` : link

/** A row of the portal's export. */
export function recommendationOfRow(row: Record<string, string>): Recommendation | undefined {
  const cell = (name: string) => asText(row[name])
  const key = cell('recommendationId')?.split('/').at(-1) ?? cell('recommendationName')
  const state = cell('state')
  if (!key || !state) return undefined
  const id = cell('resourceId')
  return {
    key,
    elementId: undefined,
    displayName: cell('recommendationDisplayName') ?? cell('recommendationName'),
    status: { code: state, cause: cell('notApplicableReason'), description: undefined },
    resourceDetails: {
      id,
      source: cell('cloud'),
      native: cell('nativeResourceId'),
      type: cell('resourceType'),
    },
    links: { azurePortal: cell('azurePortalRecommendationLink'), azurePortalUri: undefined },
    risk: { level: cell('riskLevel') },
    metadata: {
      displayName: undefined,
      severity: cell('severity'),
      description: cell('description'),
      remediationDescription: cell('remediationSteps'),
      categories: listIn(cell('controls')),
      threats: [],
      tactics: listIn(cell('tactics')),
      techniques: listIn(cell('techniques')),
    },
  }
}

/** `["a","b"]`, or `a, b`. */
const listIn = (cell: string | undefined): string[] =>
  (cell ?? '')
    .replace(/^\[|\]$/g, '')
    .split(/[,;]/)
    .map((word) => word.replace(/^[\s"]+|[\s"]+$/g, ''))
    .filter(Boolean)
