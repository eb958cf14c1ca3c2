import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { controlSchema } from '../hdf/control.ts'
import { controlItems } from '../hdf/items.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { anything, part, shaped, text } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { newHost } from '../values/web-address.ts'

export const chefInspec = {
  id: 'chef-inspec',
  name: 'Chef InSpec log',
  link: 'https://docs.chef.io/inspec/reporters/',
  extensions: ['.log', '.jsonl'],
  kinds: ['config', 'cloud', 'code', 'web', 'dependency'],
  howTo: 'inspec exec profile with a reporter that writes a line for each control',
  detect,
  read,
} satisfies Format

const line = z.object({
  id: z.string(),
  impact: z.number(),
  profile: z.object({ name: z.string() }),
  platform: z.object({ name: z.string() }),
  results: z.array(z.unknown()),
})

function detect({ outline }: Sample): number {
  return fits(line, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const schema = z.object({
  id: text,
  description: text,
  control_tags: anything,
  platform: part(z.object({ name: text, release: text, target_id: text })),
  profile: part(z.object({ name: text })),
  application_group: text,
  environment: text,
  zone: text,
})

/** A line for each control, with the profile and the host beside it. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const hosts = new Set<string>()
  let current: string | undefined
  for await (const element of eachRecord(input, context)) {
    const control = element.type === 'problem' ? element : controlIn(element)
    if (control.type === 'problem' || element.type === 'problem') {
      if (control.type === 'problem') yield control
      continue
    }
    const about = schema.parse(element.value)
    const { name: platform, release, target_id: target } = about.platform ?? {}
    const scope = [about.profile?.name, target].filter(Boolean).join(' on ')
    if (scope !== current) yield headerOf(scope)
    current = scope
    const { application_group: group, environment, zone } = about
    yield* newHost(target, hosts, {
      platform: [platform, release].filter(Boolean).join(' '),
      group,
      environment,
      zone,
    })
    yield* controlItems(control.value, { target, platform, isOverlay: false, where: element.where })
  }
  if (current === undefined) yield headerOf()
}

/** The control with its description and tags under the names of the tool's own report. */
function controlIn(element: { where: string; value: unknown }) {
  const { description, control_tags: tags } = readBy(schema, element.value) ?? {}
  const value =
    typeof element.value === 'object' ? { ...element.value, desc: description, tags } : element.value
  return shaped(controlSchema, { where: element.where, value })
}

const headerOf = (target?: string): ReportHeader => ({
  type: 'header',
  tool: 'InSpec',
  ...(target && { target }),
})
