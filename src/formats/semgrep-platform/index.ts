import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { observationOf as codeOrPackage } from './finding.ts'
import { findingSchema, secretSchema } from './schema.ts'
import { observationOf as secret } from './secret.ts'

export const semgrepPlatform = {
  id: 'semgrep-platform',
  name: 'Semgrep AppSec Platform',
  link: 'https://semgrep.dev/api/v1/docs/',
  extensions: ['.json'],
  kinds: ['code', 'dependency', 'secret'],
  howTo:
    'curl -H "Authorization: Bearer $SEMGREP_API_TOKEN" "https://semgrep.dev/api/v1/deployments/NAME/findings?dedup=true&page_size=3000" > findings.json',
  detect,
  read,
} satisfies Format

const repository = z.object({ name: z.string() })
const finding = z.union([
  z.object({ rule_name: z.string(), repository, location: z.object({}), severity: z.string() }),
  z.object({ findingPath: z.string(), repository, severity: z.string(), status: z.string() }),
])

const marks = z.tuple([finding], z.unknown())

function detect({ outline }: Sample): number {
  const list = Array.isArray(outline) ? outline : (outline as { findings?: unknown } | undefined)?.findings
  return fits(marks, list) ? 1 : 0
}

/** A page of the API as it comes, or the findings of several pages in one list. */
const frameSchema = z.union([z.object({ findings: z.array(z.unknown()) }), z.array(z.unknown())])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'findings of Semgrep AppSec Platform',
    omit: ['/findings/*'],
    schema: frameSchema,
  })
  let target: string | undefined
  let begun = false
  for await (const element of eachElement(input, context, [Array.isArray(frame) ? '/*' : '/findings/*'])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const isSecret = readBy(secretSchema, element.value) !== undefined
    const found = shaped(isSecret ? secretSchema : findingSchema, element)
    if (found.type === 'problem') {
      yield found
      continue
    }
    // The list is about all repositories of an organisation, in no order.
    const name = found.value.repository?.name
    if (!begun || name !== target) yield { type: 'header', tool: TOOL, ...(name && { target: name }) }
    begun = true
    target = name
    yield 'findingPath' in found.value ? secret(found.value, element) : codeOrPackage(found.value, element)
  }
  if (!begun) yield { type: 'header', tool: TOOL }
}

const TOOL = 'Semgrep AppSec Platform'
