import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { listOf, part, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { newHost } from '../values/web-address.ts'
import { controlSchema } from './control.ts'
import { controlItems } from './items.ts'

const CONTROLS = '/profiles/*/controls/*'

export const hdf = {
  id: 'hdf',
  name: 'Heimdall Data Format (Chef InSpec)',
  link: 'https://saf.mitre.org/framework/normalize',
  extensions: ['.json'],
  kinds: ['config', 'cloud', 'code', 'web', 'dependency'],
  howTo: 'inspec exec profile --reporter json:inspec.json',
  detect,
  read,
} satisfies Format

const outer = z.object({
  platform: z.object({ name: z.string() }),
  profiles: z.array(z.object({ name: z.string() })),
  statistics: z.object({}),
})

/** The statistics stand at the end: a document that breaks off has none. */
const cutOff = outer.omit({ statistics: true }).extend({
  profiles: z.tuple(
    [z.object({ name: z.string(), controls: z.tuple([z.object({ id: z.string() })], z.unknown()) })],
    z.unknown(),
  ),
})

function detect({ outline }: Sample): number {
  if (fits(outer, outline)) return 1
  return fits(cutOff, outline) ? 0.9 : 0
}

const profile = z.object({
  name: z.string(),
  version: text,
  status: text,
  skip_message: text,
  depends: listOf(z.object({})),
  controls: z.array(z.unknown()),
})
const frame = z.object({
  platform: part(z.object({ name: text, target_id: text })),
  profiles: z.array(profile),
  version: text,
})

type Frame = z.output<typeof frame>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { platform, profiles, version } = await jsonFrame(input, context, {
    name: 'Heimdall Data Format',
    omit: [CONTROLS],
    schema: frame,
  })
  const shown = { next: 0 }
  const target = platform?.target_id
  function* open(last: number): Generator<Item> {
    for (; shown.next <= last; shown.next++) yield* openProfile({ platform, profiles, version }, shown.next)
  }
  for await (const element of eachElement(input, context, [CONTROLS])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = Number(element.where.split('/')[2])
    yield* open(index)
    const control = shaped(controlSchema, element)
    // The results of a profile that builds on others stand in those.
    const isOverlay = (profiles[index]?.depends.length ?? 0) > 0
    yield* control.type === 'problem'
      ? [control]
      : controlItems(control.value, { target, platform: platform?.name, isOverlay, where: element.where })
  }
  yield* open(profiles.length - 1)
  if (profiles.length === 0)
    yield { type: 'header', tool: 'InSpec', ...(version && { toolVersion: version }) }
}

/** Each profile was looked at whether something failed or not. Converters of other tools' reports name the tool as the profile. */
function* openProfile({ platform, profiles, version }: Frame, index: number): Generator<Item> {
  const own = profiles[index]
  if (!own) return
  const converted = platform?.name === 'Heimdall Tools'
  const target = [own.name, platform?.target_id].filter(Boolean).join(' on ')
  const toolVersion = converted ? own.version : version
  const header: ReportHeader = {
    type: 'header',
    tool: converted ? own.name.replace(/ Scan$/, '') : 'InSpec',
    ...(toolVersion && { toolVersion }),
    target,
  }
  yield header
  if (!converted) yield* newHost(platform?.target_id, new Set(), { platform: platform?.name })
  if (own.status === 'skipped' || own.status === 'failed')
    yield loss(`/profiles/${index}`, 'this profile was not run: what it found before may still be there')
}
