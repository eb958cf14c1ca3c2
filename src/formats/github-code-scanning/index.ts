import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { eachAlert, Headers, sampleAlert } from './alerts.ts'
import { alertSchema, observationOf } from './observation.ts'

export const githubCodeScanning = {
  id: 'github-code-scanning',
  name: 'GitHub code scanning alerts',
  link: 'https://docs.github.com/en/rest/code-scanning/code-scanning',
  extensions: ['.json'],
  kinds: ['code', 'dependency'],
  howTo: 'gh api --paginate --slurp "repos/OWNER/NAME/code-scanning/alerts?per_page=100" > alerts.json',
  detect,
  read,
} satisfies Format

const known = z
  .object({
    rule: z.object({}),
    tool: z.object({ name: z.string() }),
    most_recent_instance: z.unknown(),
    instances: z.unknown(),
  })
  .partial({ most_recent_instance: true, instances: true })
  .refine((alert) => alert.most_recent_instance !== undefined || alert.instances !== undefined)

const isAlert = (value: unknown): boolean => fits(known, value)

function detect(sample: Sample): number {
  return isAlert(sampleAlert(sample)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const headers = new Headers()
  let begun = false
  for await (const given of eachAlert(input, context, isAlert)) {
    const alert = given.type === 'problem' ? given : shaped(alertSchema, given)
    if (alert.type === 'problem' || given.type === 'problem') {
      if (alert.type === 'problem') yield alert
      continue
    }
    const { name: tool, version: toolVersion } = alert.value.tool ?? {}
    const { repository: target } = given
    const header = headers.next({
      ...(tool && { tool }),
      ...(toolVersion && { toolVersion }),
      ...(target && { target }),
    })
    if (header) yield header
    begun = true
    yield observationOf(alert.value, given)
  }
  if (!begun) yield { type: 'header' }
}
