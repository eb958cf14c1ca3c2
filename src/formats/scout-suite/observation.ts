import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Observation, Resource } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { byWord } from '../values/by-word.ts'
import { resourceClaim } from '../values/claims.ts'
import { controlId } from '../values/control-id.ts'
import { label, listOf, needed, number, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { type Known, resourcePath } from './resources.ts'

export const ruleSchema = z.object({
  description: needed,
  rationale: text,
  remediation: text,
  level: text,
  service: text,
  dashboard_name: text,
  path: text,
  id_suffix: text,
  flagged_items: number,
  items: texts,
  references: texts,
  compliance: listOf(z.object({ name: text, version: label, reference: label })),
})

type Rule = z.output<typeof ruleSchema>

export interface Place {
  provider: string | undefined
  account: string | undefined
}

interface Subject {
  resource: Resource
  name?: string | undefined
}

const SEVERITY: Record<string, Severity> = byWord({ danger: 'high', warning: 'medium', good: 'info' })

/** One observation for each item that a rule has flagged. */
export function* observationsOf(
  id: string,
  rule: Rule,
  element: Element,
  { place, resources }: { place: Place; resources: Known },
): Generator<Observation> {
  const { items, ...rest } = element.value as Record<string, unknown>
  const flagged = rule.items.length > 0 ? rule.items : (rule.flagged_items ?? 0) > 0 ? [undefined] : []
  for (const item of flagged)
    yield observe({
      kind: 'cloud',
      rule: id,
      title: rule.description,
      description: rule.rationale,
      severity: (Object.hasOwn(SEVERITY, rule.level ?? '') && SEVERITY[rule.level as string]) || 'unknown',
      toolSeverity: rule.level,
      resource: item === undefined ? accountOf(place) : subjectOf(item, rule, place, resources).resource,
      controls: rule.compliance
        .filter(({ name, reference }) => name && reference)
        .map(({ name, version, reference }) =>
          controlId([name, version].filter(Boolean).join(' '), reference as string, place.provider),
        ),
      references: linksOf(rule.references),
      remediation: rule.remediation,
      tags: rule.service ? [rule.service] : [],
      // With this item alone: a rule may have flagged thousands.
      raw: JSON.stringify({ ...rest, ...(item !== undefined && { items: [item] }) }),
    })
}

const accountOf = ({ account, provider }: Place): Resource | undefined =>
  account === undefined ? undefined : ({ address: account, type: 'account', provider, account } as Resource)

/** A resource's ARN or Azure id where it has one; otherwise its path, whose ids are the same in every report. */
export function subjectOf(item: string, rule: Rule, place: Place, resources: Known): Subject {
  const path = resourcePath(item, rule.id_suffix)
  const details = resources.get(path)
  const known = details?.arn ?? (details?.id?.startsWith('/') ? details.id : undefined)
  const region = details?.region ?? /\.regions\.([^.]+)/.exec(path)?.[1]
  const resource = { address: known ?? path, type: typeOf(rule), ...place, region } as Resource
  return { resource, name: details?.name ?? details?.id }
}

/** `s3.buckets.id` → `s3.buckets`. */
const typeOf = ({ path }: Rule): string | undefined =>
  path
    ?.split('.')
    .filter((name) => name !== 'id' && name !== 'regions')
    .join('.')

export const claimOf = ({ resource, name }: Subject): AssetClaim =>
  resourceClaim('cloud-resource', resource, { name })
