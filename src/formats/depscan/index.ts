import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Reachability } from '../../model/reachability.ts'
import { severityOfScore, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, number, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { fits } from '../values/read-schema.ts'
import { titleOf } from '../values/title.ts'

export const depscan = {
  id: 'depscan',
  name: 'OWASP dep-scan (JSON lines)',
  link: 'https://owasp.org/www-project-dep-scan/',
  extensions: ['.json', '.jsonl'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'depscan --src . --reports-dir reports',
  detect,
  read,
} satisfies Format

const marks = z.object({
  id: z.string(),
  package: z.string(),
  package_usage: z.string(),
  fix_version: z.unknown(),
  short_description: z.unknown(),
})

function detect({ outline }: Sample): number {
  return fits(marks, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'dep-scan' }
  yield* shapedItems(eachRecord(input, context), recordSchema, observationOf)
}

const recordSchema = z.object({
  id: z.string().trim().min(1),
  package: z.string().trim().min(1),
  purl: text,
  package_type: text,
  package_usage: text,
  version: text,
  fix_version: text,
  severity: text,
  cvss_score: label,
  short_description: text,
  related_urls: texts,
  occurrence_count: number,
  reachable_flows: number,
})

function observationOf(found: z.output<typeof recordSchema>, { text }: Element): Observation {
  const purl = keptPurl(found.purl)
  const known = packageOfPurl(purl)
  const rating = cvssRating({ score: found.cvss_score })
  const score = rating?.score
  return observe({
    kind: packageKind(found.id, purl),
    rule: advisoryIds(found.id)[0] ?? found.id,
    title: titleOf(plain(found.short_description), `${found.id} in ${known?.name ?? found.package}`),
    description: found.short_description,
    severity: found.severity
      ? severityOfWord(found.severity)
      : score === undefined
        ? 'unknown'
        : severityOfScore(score),
    toolSeverity: found.severity ?? (score === undefined ? undefined : String(score)),
    cvss: rating && [rating],
    advisories: advisoryIds(found.id),
    component: {
      name: known?.name ?? found.package,
      version: known?.version ?? found.version,
      purl,
      fixVersions: found.fix_version ? [found.fix_version] : [],
    },
    references: linksOf(found.related_urls),
    reachability: reachOf(found),
    tags: tagsOf(found),
    raw: text,
  })
}

/** A heading of Markdown, by itself on the first line. */
const plain = (description: string | undefined): string | undefined =>
  description?.replace(/^#+\s*/, '').split('\n')[0]

/** Flows of data that lead to it; else places of the code that name it. */
const reachOf = ({
  reachable_flows,
  occurrence_count,
}: z.output<typeof recordSchema>): Reachability | undefined =>
  reachable_flows && reachable_flows > 0
    ? { level: 'called', evidence: `${reachable_flows} flows lead to it` }
    : occurrence_count && occurrence_count > 0
      ? { level: 'imported', evidence: `${occurrence_count} places name it` }
      : undefined

const tagsOf = ({
  package_usage,
  reachable_flows,
  occurrence_count,
}: z.output<typeof recordSchema>): string[] => [
  ...(package_usage && package_usage !== 'N/A' ? [package_usage] : []),
  ...(reachable_flows && reachable_flows > 0 ? ['reachable'] : []),
  ...(occurrence_count && occurrence_count > 0 ? ['used'] : []),
]
