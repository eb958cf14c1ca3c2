import { z } from 'zod'
import type { AssetClaim } from '../../model/asset.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { SECTIONS } from './sections.ts'

export const mobsf = {
  id: 'mobsf',
  name: 'MobSF',
  link: 'https://mobsf.live/api_docs',
  extensions: ['.json'],
  kinds: ['code', 'config', 'secret', 'data', 'malware'],
  howTo:
    'curl --data "hash=HASH" --header "Authorization: $MOBSF_KEY" https://mobsf.example/api/v1/report_json > mobsf.json',
  detect,
  read,
} satisfies Format

const sections = Object.keys(SECTIONS)
const known = z.object({ file_name: z.string(), app_name: z.string(), md5: z.string(), sha256: z.string() })

/** Dynamic analysis has no section of these. */
function detect({ outline }: Sample): number {
  if (!fits(known, outline)) return 0
  return sections.some((name) => name in (outline as object)) ? 1 : 0.9
}

/** Long lists that nothing here reads, or that are read one section at a time. */
const OMITTED = [
  ...sections.map((name) => `/${name}`),
  ...[
    '/strings',
    '/files',
    '/urls',
    '/emails',
    '/libraries',
    '/niap_analysis',
    '/appsec',
    '/quark',
    '/activities',
  ],
]

const frameSchema = z.object({
  file_name: z.string(),
  md5: z.string(),
  version: text,
  app_name: text,
  package_name: text,
  bundle_id: text,
  version_name: text,
  app_version: text,
  sha256: text,
  timestamp: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'a MobSF report',
    omit: OMITTED,
    schema: frameSchema,
  })
  const target = frame.package_name ?? frame.bundle_id ?? frame.app_name ?? frame.file_name
  const producedAt = isoTime(frame.timestamp)
  yield {
    type: 'header',
    tool: 'MobSF',
    ...(frame.version && { toolVersion: frame.version }),
    target,
    ...(producedAt && { producedAt }),
  }
  yield appOf(frame, target)
  const patterns = sections.map((name) => `/${name}`)
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') yield element
    else yield* SECTIONS[element.where.slice(1)]?.(element) ?? []
  }
}

function appOf(frame: z.output<typeof frameSchema>, name: string): AssetClaim {
  const version = frame.version_name ?? frame.app_version
  const attributes = {
    ...(frame.app_name && { app: frame.app_name }),
    ...(version && { version }),
    ...(frame.sha256 && { sha256: frame.sha256 }),
  }
  return { type: 'asset', kind: 'service', name, attributes }
}
