import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachAlert, Headers, sampleAlert } from '../github-code-scanning/alerts.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { alertSchema, observationOf } from './observation.ts'

export const githubSecretScanning = {
  id: 'github-secret-scanning',
  name: 'GitHub secret scanning alerts',
  link: 'https://docs.github.com/en/rest/secret-scanning/secret-scanning',
  extensions: ['.json'],
  kinds: ['secret'],
  howTo: 'gh api --paginate --slurp "repos/OWNER/NAME/secret-scanning/alerts?per_page=100" > alerts.json',
  detect,
  read,
} satisfies Format

const known = z.object({ number: z.number(), secret_type: z.string() })

const isAlert = (value: unknown): boolean => fits(known, value)

function detect(sample: Sample): number {
  return isAlert(sampleAlert(sample)) ? 1 : 0
}

const TOOL = 'GitHub secret scanning'

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const headers = new Headers()
  let begun = false
  for await (const given of eachAlert(input, context, isAlert)) {
    const alert = given.type === 'problem' ? given : shaped(alertSchema, given)
    if (alert.type === 'problem' || given.type === 'problem') {
      if (alert.type === 'problem') yield alert
      continue
    }
    const { repository: target } = given
    const header = headers.next({ tool: TOOL, ...(target && { target }) })
    if (header) yield header
    begun = true
    yield observationOf(alert.value, given)
  }
  if (!begun) yield { type: 'header', tool: TOOL }
}
