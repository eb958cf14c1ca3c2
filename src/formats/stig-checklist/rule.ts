import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { observe } from '../values/observe.ts'
import { newHost } from '../values/web-address.ts'
import { outcomeTags } from '../xccdf/outcome.ts'

/** What the checklist is about. */
export interface Asset {
  host: string | undefined
  attributes: Record<string, string | undefined>
  /** A web server's site or a database's instance on the host. */
  part: string | undefined
}

/** A rule of the guide and what a person or a scanner found of it. */
export interface StigRule {
  /** `V-257777`: stays the same when the guide is revised. */
  id: string
  title: string | undefined
  status: string | undefined
  severity: string | undefined
  override: string | undefined
  justification: string | undefined
  discussion: string | undefined
  check: string | undefined
  fix: string | undefined
  details: string | undefined
  comments: string | undefined
  ccis: string[]
  ids: (string | undefined)[]
  raw: string
}

export function* openGuide(guide: string | undefined, asset: Asset, hosts: Set<string>): Generator<Item> {
  const target = [guide, [asset.host, asset.part].filter(Boolean).join(' ')].filter(Boolean).join(' on ')
  yield { type: 'header', tool: 'STIG Checklist', ...(target && { target }) }
  yield* newHost(asset.host, hosts, asset.attributes)
}

/** Open ones are findings; those that nobody has looked at yet are for a person to check. */
export function* itemsOf(rule: StigRule, asset: Asset): Generator<Item> {
  const status = rule.status?.toLowerCase().replace(/[\s_]/g, '') ?? ''
  if (status === 'notafinding' || status === 'notapplicable') return
  const outcome = status === 'notreviewed' || status === '' ? 'manual' : 'failed'
  const word = rule.override || rule.severity
  yield observe({
    kind: 'config',
    rule: rule.id,
    title: rule.title ?? rule.id,
    description:
      [
        rule.discussion,
        rule.details,
        rule.comments && `Comments: ${rule.comments}`,
        rule.override && rule.justification && `Severity: ${rule.justification}`,
        rule.check && `Check: ${rule.check}`,
      ]
        .filter(Boolean)
        .join('\n\n') || undefined,
    severity: outcome === 'manual' ? 'info' : severityOfWord(word),
    toolSeverity: word,
    resource: asset.host
      ? { address: [asset.host, asset.part].filter(Boolean).join(' '), type: 'host' }
      : undefined,
    controls: [...new Set(rule.ccis)],
    remediation: rule.fix,
    fingerprints: asset.host ? undefined : { rule: rule.id },
    tags: [
      ...outcomeTags(outcome),
      ...new Set(rule.ids.filter((id): id is string => Boolean(id?.trim()) && id !== rule.id)),
    ],
    raw: rule.raw,
  })
}
