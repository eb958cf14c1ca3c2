import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { UnreadableReport } from '../unreadable.ts'
import { byWord } from '../values/by-word.ts'
import { asList, asObject, isObject, type Json } from '../values/fields.ts'
import { label, part, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { newSite } from '../values/web-address.ts'
import { findingItems } from './finding.ts'
import { softwareItems } from './software.ts'

export const wpscan = {
  id: 'wpscan',
  name: 'WPScan',
  link: 'https://github.com/wpscanteam/wpscan/wiki/WPScan-User-Documentation',
  extensions: ['.json', '.jsonl'],
  kinds: ['dependency', 'web', 'secret'],
  howTo: 'wpscan --url https://shop.example --api-token TOKEN --format json --output wpscan.json',
  detect,
  read,
} satisfies Format

const bannered = z.object({
  banner: z.object({ description: z.string().regex(/^WordPress Security Scanner/) }),
})
const bare = z.object({ interesting_findings: z.array(z.unknown()), target_url: z.string() })

function detect({ outline }: Sample): number {
  if (fits(bannered, outline)) return 1
  return fits(bare, outline) ? 0.95 : 0
}

const runSchema = z.object({
  banner: part(z.object({ version: text })),
  target_url: text,
  effective_url: text,
  target_ip: text,
  start_time: label,
  stop_time: label,
})

/** One document, or since 4.0 a line for each part of it as it is found. A document is about one site and read as a whole. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let run: z.output<typeof runSchema> | undefined
  let begun = false
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem' || !isObject(element.value)) {
      yield element.type === 'problem' ? element : loss(element.where, 'this is no part of a report')
      continue
    }
    if (!run && !fits(bannered, element.value) && !fits(bare, element.value)) throw refusal()
    run = { ...run, ...said(runSchema.parse(element.value)) } as z.output<typeof runSchema>
    // What the site is called comes in a line of its own.
    if (!begun && Object.keys(element.value).every((key) => key === 'banner')) continue
    if (!begun) yield* opening(run)
    begun = true
    yield* partsOf(element.value, element.where.startsWith('line') ? `${element.where} ` : '')
  }
  if (!run) throw refusal()
  if (!begun) yield* opening(run)
}

const refusal = () =>
  new UnreadableReport(
    'broken',
    'This does not read as WPScan JSON: it has neither banner nor findings. Choose the right format, or run the tool again.',
  )

const said = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

function* opening(run: z.output<typeof runSchema>): Generator<Item> {
  const target = run.effective_url ?? run.target_url
  const producedAt = isoTime(Number(run.stop_time ?? run.start_time))
  yield {
    type: 'header',
    tool: 'WPScan',
    ...(run.banner?.version && { toolVersion: run.banner.version }),
    ...(target && { target }),
    ...(producedAt && { producedAt }),
  }
  yield* newSite(target, new Set(), { ip: run.target_ip })
}

/** Lists by name of what was found; the lines of a stream call them by the single thing. */
const LISTS: Record<string, string> = byWord({
  users: 'user',
  config_backups: 'config-backup',
  backup_folders: 'backup-folder',
  db_exports: 'db-export',
  timthumbs: 'timthumb',
  medias: 'media',
  password_attack: 'password',
})

function* partsOf(report: Json, place: string): Generator<Item> {
  for (const [name, value] of Object.entries(report)) {
    const where = `${place}/${name}`
    if (name === 'interesting_findings')
      for (const [index, finding] of asList(value).entries())
        yield* findingItems('interesting', finding, `${where}/${index}`)
    else if (name === 'version') yield* softwareItems('core', 'WordPress', value, where)
    else if (name === 'main_theme') yield* softwareItems('theme', undefined, value, where)
    else if (/^(?:plugin|theme)s?$/.test(name))
      for (const [slug, item] of Object.entries(asObject(value) ?? {}))
        yield* softwareItems(name.startsWith('plugin') ? 'plugin' : 'theme', slug, item, `${where}/${slug}`)
    else if (Object.hasOwn(LISTS, name) || Object.hasOwn(LISTS, `${name}s`))
      for (const [key, item] of Object.entries(asObject(value) ?? {}))
        yield* findingItems(LISTS[name] ?? LISTS[`${name}s`] ?? name, item, `${where}/${key}`, key)
    else yield* troubleIn(name, value, where)
  }
}

function* troubleIn(name: string, value: unknown, where: string): Generator<Item> {
  const api = name === 'vuln_api' ? asObject(value) : undefined
  if (name === 'scan_aborted')
    yield loss(where, 'the scan was aborted: what it had not yet looked at is missing')
  else if (api?.error || api?.http_error || api?.parse_error)
    yield loss(where, 'known vulnerabilities were not looked up: they are missing')
  else if (name === 'notice') yield problem(where, 'the tool gives a notice')
}
