import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { byWord } from '../values/by-word.ts'
import { label, number, part, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isWebAddress } from '../values/web-address.ts'
import { advisoriesIn, linksOf, referencesSchema } from './references.ts'
import { vulnerabilityItems } from './vulnerability.ts'

const findingSchema = z.object({
  url: text,
  to_s: text,
  type: text,
  id: label,
  severity: text,
  password: text,
  found_by: text,
  confidence: number,
  interesting_entries: texts,
  references: part(referencesSchema),
  version: part(z.object({ number: text })),
})

type Finding = z.output<typeof findingSchema>

const TITLES: Record<string, string> = byWord({
  user: 'User name found',
  'config-backup': 'Backup of the configuration',
  'backup-folder': 'Folder of backups',
  'db-export': 'Export of the database',
  timthumb: 'TimThumb script',
  media: 'Media file',
  password: 'Password guessed',
})

/** What only tells of the site is inventory; for the others the tool names a severity or none. */
const INVENTORY = ['interesting', 'user', 'media', 'timthumb']

/** One thing that was found; `key` is its name in the report: an address or a user. */
export function* findingItems(sort: string, value: unknown, where: string, key?: string): Generator<Item> {
  const finding = shaped(findingSchema, { where, value })
  if (finding.type === 'problem') {
    yield finding
    return
  }
  const raw = JSON.stringify(key === undefined ? value : { [key]: value })
  yield observationOf(sort, finding.value, key, raw)
  yield* vulnerabilityItems(value, { where, name: sort, version: finding.value.version?.number, url: key })
}

function observationOf(sort: string, item: Finding, key: string | undefined, raw: string): Observation {
  const url = item.url ?? (isWebAddress(key) ? key : undefined)
  const title = TITLES[sort] ?? item.to_s ?? item.type ?? sort
  const facts = [
    ...item.interesting_entries,
    ...(item.id ? [`Id: ${item.id}`] : []),
    ...(item.version?.number ? [`Version: ${item.version.number}`] : []),
  ]
  return observe({
    kind: item.password ? 'secret' : 'web',
    rule: sort === 'interesting' ? (item.type ?? title) : sort,
    title: key === undefined ? title : `${title}: ${key}`,
    description:
      [item.to_s, item.found_by && `Found by: ${item.found_by}`].filter(Boolean).join('\n') || undefined,
    severity: item.severity ? severityOfWord(item.severity) : INVENTORY.includes(sort) ? 'info' : 'unknown',
    toolSeverity: item.severity,
    confidence: confidenceOf(item.confidence),
    advisories: advisoriesIn(item.references),
    endpoint: url ? { url, evidence: facts.join('\n') || undefined } : undefined,
    references: linksOf(item.references),
    secret: item.password,
    tags: item.references?.metasploit ?? [],
    raw,
  })
}

/** A percentage. */
export function confidenceOf(percent: number | undefined): Observation['confidence'] {
  if (percent === undefined) return undefined
  if (percent >= 80) return 'high'
  return percent >= 50 ? 'medium' : 'low'
}
