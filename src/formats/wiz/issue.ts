import type { AssetClaim } from '../../model/asset.ts'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Row } from '../syntax/csv.ts'
import { cell } from '../syntax/csv-report.ts'
import { resourceClaim } from '../values/claims.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { verdictOf } from './verdict.ts'

export interface RowItem {
  claim: AssetClaim | undefined
  item: Observation | Problem
}

/** A control that a resource fails. */
export function issueItem({ row, where, text }: Row): RowItem {
  const title = cell(row, 'Title')
  const rule = cell(row, 'Control ID') ?? title
  if (!rule)
    return { claim: undefined, item: loss(where, 'this row is left out: it names no control and no title') }
  const resource = resourceOf(row)
  const id = cell(row, 'Issue ID')
  const severity = cell(row, 'Severity')
  const item = observe({
    kind: 'cloud',
    rule,
    title: title ?? rule,
    description: cell(row, 'Description'),
    severity: severityOfWord(severity),
    toolSeverity: severity,
    resource,
    references: linksOf(
      cell(row, 'Wiz URL'),
      cell(row, 'Cloud Provider URL'),
      cell(row, 'Ticket URLs')?.split(/[,\s]+/),
    ),
    remediation: cell(row, 'Remediation Recommendation'),
    fingerprints: id ? { 'wiz/issue': id } : undefined,
    verdict: verdictOf(cell(row, 'Status'), cell(row, 'Resolution'), cell(row, 'Note')),
    seenAt: isoTime(cell(row, 'Created At')),
    tags: tagsOf(row),
    raw: text,
  })
  const claim =
    resource &&
    resourceClaim('cloud-resource', resource, {
      name: cell(row, 'Resource Name'),
      os: cell(row, 'Resource OS'),
    })
  return { claim, item }
}

function resourceOf(row: Record<string, string>): Resource | undefined {
  const address = cell(row, 'Resource external ID') ?? cell(row, 'Resource Name')
  if (!address) return undefined
  const more = {
    type: cell(row, 'Resource Type'),
    provider: cell(row, 'Resource Platform'),
    region: cell(row, 'Resource Region'),
    account: cell(row, 'Subscription ID'),
  }
  return { address, ...Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined)) }
}

const TAGGED = [
  ['Resource Name', 'resource'],
  ['Subscription Name', 'subscription'],
  ['Kubernetes Cluster', 'cluster'],
  ['Kubernetes Namespace', 'namespace'],
  ['Container Service', 'container-service'],
  ['Due At', 'due'],
] as const

const tagsOf = (row: Record<string, string>): string[] => [
  ...(cell(row, 'Project Names')
    ?.split(/\s*,\s*/)
    .filter(Boolean) ?? []),
  ...TAGGED.flatMap(([column, name]) => {
    const value = cell(row, column)
    return value ? [`${name}:${value}`] : []
  }),
]
