import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { asList, asObject } from '../values/fields.ts'
import { flag, label, number, part, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { confidenceOf } from './finding.ts'
import { vulnerabilityItems } from './vulnerability.ts'

const softwareSchema = z.object({
  slug: text,
  number: label,
  status: text,
  release_date: text,
  location: text,
  latest_version: label,
  outdated: flag,
  readme_url: text,
  error_log_url: text,
  directory_listing: flag,
  author: text,
  license: text,
  found_by: text,
  confidence: number,
  interesting_entries: texts,
  version: part(z.object({ number: label, found_by: text, interesting_entries: texts })),
})

type Software = z.output<typeof softwareSchema>

/** The core, a plugin or a theme: a component, and what is wrong with it. Nothing where the tool could not tell (`null`). */
export function* softwareItems(
  sort: 'core' | 'plugin' | 'theme',
  key: string | undefined,
  value: unknown,
  where: string,
): Generator<Item> {
  if (value === null) return
  const result = shaped(softwareSchema, { where, value })
  if (result.type === 'problem') {
    yield result
    return
  }
  const item = result.value
  const name = key ?? item.slug ?? sort
  const version = sort === 'core' ? item.number : item.version?.number
  yield {
    type: 'component',
    ref: `${sort}:${name}`,
    name,
    ...(version && { version }),
    componentType: sort === 'core' ? 'application' : 'library',
    ...(item.license && { licenses: [item.license] }),
    ...(item.author && { supplier: item.author }),
    ...(item.location && { path: item.location }),
  }
  const own = JSON.stringify({ ...asObject(value), vulnerabilities: undefined, parents: undefined })
  for (const [rule, title, url] of flawsOf(sort, item))
    yield observationOf(
      rule,
      `${title}: ${name}${version ? ` ${version}` : ''}`,
      item,
      { name, version, url },
      own,
    )
  yield* vulnerabilityItems(value, { where, name, version, url: item.location })
  yield* vulnerabilityItems(asObject(value)?.version, {
    where: `${where}/version`,
    name,
    version,
    url: item.location,
  })
  for (const [index, parent] of asList(asObject(value)?.parents).entries())
    yield* softwareItems('theme', undefined, parent, `${where}/parents/${index}`)
}

/** What the tool says of the software without naming a vulnerability: rule, title, address. */
function flawsOf(sort: string, item: Software): [string, string, string | undefined][] {
  const flaws: [string, string, string | undefined][] = []
  if (item.status === 'insecure' || item.status === 'outdated')
    flaws.push([`${item.status}-core`, `WordPress is ${item.status}`, undefined])
  if (item.outdated) flaws.push([`outdated-${sort}`, `Outdated ${sort}`, item.location])
  if (item.directory_listing)
    flaws.push(['directory-listing', `Directory listing of the ${sort}`, item.location])
  if (item.error_log_url) flaws.push(['error-log', `Error log of the ${sort}`, item.error_log_url])
  return flaws
}

function observationOf(
  rule: string,
  title: string,
  item: Software,
  { name, version, url }: { name: string; version: string | undefined; url: string | undefined },
  raw: string,
): Observation {
  const isPackage = /^(?:insecure|outdated)-/.test(rule)
  const entries = [...item.interesting_entries, ...(item.version?.interesting_entries ?? [])]
  return observe({
    kind: isPackage ? 'dependency' : 'web',
    rule,
    title,
    description: item.found_by && `Found by: ${item.found_by}`,
    severity: 'unknown',
    toolSeverity: item.status,
    confidence: confidenceOf(item.confidence),
    component: isPackage
      ? { name, version, fixVersions: item.latest_version ? [item.latest_version] : [] }
      : undefined,
    endpoint: url ? { url, evidence: entries.join('\n') || undefined } : undefined,
    raw,
  })
}
