import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachOnce } from '../values/claims.ts'
import { label, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { claimOf, observationsOf, ruleSchema, subjectOf } from './observation.ts'
import { type Known, resourcesIn } from './resources.ts'
import { withoutAssignment } from './script.ts'

const RULES = '/services/*/findings/*'

export const scoutSuite = {
  id: 'scout-suite',
  name: 'ScoutSuite',
  link: 'https://github.com/nccgroup/ScoutSuite/wiki/Command-line-Usage',
  extensions: ['.js', '.json'],
  kinds: ['cloud'],
  howTo: 'scout aws --report-dir scout  # then scout/scoutsuite-results/scoutsuite_results_….js',
  detect,
  read,
} satisfies Format

const known = z.object({ provider_code: z.string(), services: z.object({}), last_run: z.object({}) })

function detect({ head, outline }: Sample): number {
  if (/^\s*scoutsuite_results\s*=/.test(head)) return 1
  const { services, ...rest } = (outline ?? {}) as Record<string, unknown>
  if (fits(known, outline)) return 1
  return 'provider_code' in rest && 'last_run' in rest ? 0.95 : 0
}

const frameSchema = z.object({
  account_id: label,
  provider_code: text,
  services: z.record(z.string(), z.unknown()),
  last_run: part(z.object({ version: text, time: text })),
})

async function* read(file: Input, context: ReadContext): AsyncGenerator<Item> {
  const input = withoutAssignment(file)
  const frame = await jsonFrame(input, context, {
    name: "ScoutSuite's results",
    // The resources make most of the report, and are looked up one service at a time.
    omit: ['/services/*/*'],
    schema: frameSchema,
  })
  const provider = frame.provider_code?.toLowerCase()
  const place = { provider, account: frame.account_id }
  yield headerOf(frame, place)
  const resources: Known = await resourcesIn(input, context, RULES)
  const once = eachOnce()
  for await (const element of eachElement(input, context, [RULES])) {
    const rule = element.type === 'problem' ? element : shaped(ruleSchema, element)
    if (rule.type === 'problem' || element.type === 'problem') {
      if (rule.type === 'problem') yield rule
      continue
    }
    const id = element.where.slice(element.where.lastIndexOf('/') + 1)
    for (const item of rule.value.items) {
      const subject = subjectOf(item, rule.value, place, resources)
      yield* once([claimOf(subject)])
    }
    yield* observationsOf(id, rule.value, element, { place, resources })
  }
}

const headerOf = (
  frame: z.output<typeof frameSchema>,
  place: { provider: string | undefined; account: string | undefined },
): ReportHeader =>
  withoutGaps({
    type: 'header' as const,
    tool: 'ScoutSuite',
    toolVersion: frame.last_run?.version,
    target: [place.provider, place.account].filter(Boolean).join(':') || undefined,
    producedAt: isoTime(frame.last_run?.time),
  })
