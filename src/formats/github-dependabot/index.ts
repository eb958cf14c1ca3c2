import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachAlert, Headers, sampleAlert } from '../github-code-scanning/alerts.ts'
import { sampleOf } from '../sample.ts'
import { asObject } from '../values/fields.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { legacySchema, restSchema } from './alert.ts'
import { hasAlerts, readGraphql } from './graphql.ts'
import { observationOf } from './observation.ts'

export const githubDependabot = {
  id: 'github-dependabot',
  name: 'GitHub Dependabot alerts',
  link: 'https://docs.github.com/en/rest/dependabot/alerts',
  extensions: ['.json'],
  kinds: ['dependency', 'malware'],
  howTo: 'gh api --paginate --slurp "repos/OWNER/NAME/dependabot/alerts?per_page=100" > alerts.json',
  detect,
  read,
} satisfies Format

const rest = z.object({ security_advisory: z.object({}), security_vulnerability: z.object({}) })

/** Of the webhook `repository_vulnerability_alert`, until 2024. */
const legacy = z.object({ affected_package_name: z.string(), affected_range: z.string() })

const isLegacy = (value: unknown): boolean => fits(legacy, value)
const isAlert = (value: unknown): boolean => fits(rest, value) || isLegacy(value)

function detect(sample: Sample): number {
  if (isAlert(sampleAlert(sample))) return 1
  return hasAlerts(sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { outline } = await sampleOf(input)
  yield* asObject(asObject(outline)?.data) ? readGraphql(input, context) : readRest(input, context)
}

async function* readRest(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const headers = new Headers()
  let begun = false
  for await (const given of eachAlert(input, context, isAlert)) {
    if (given.type === 'problem') {
      yield given
      continue
    }
    const alert = shaped(isLegacy(given.value) ? legacySchema : restSchema, given)
    if (alert.type === 'problem') {
      yield alert
      continue
    }
    const { repository: target } = given
    const header = headers.next({ tool: 'Dependabot', ...(target && { target }) })
    if (header) yield header
    begun = true
    yield observationOf(alert.value, given.text)
  }
  if (!begun) yield { type: 'header', tool: 'Dependabot' }
}
