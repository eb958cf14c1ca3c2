import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { UnreadableReport } from '../unreadable.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { componentsOf } from './components.ts'
import { legacySchema, takeLegacy } from './legacy.ts'
import { observationOf } from './observation.ts'
import { addFinding, newReport, type Report } from './report.ts'
import { configSchema, findingSchema, osvSchema, sbomSchema, vulnerabilitySchema } from './schema.ts'
import { takeVulnerability } from './vulnerability.ts'

export const govulncheck = {
  id: 'govulncheck',
  name: 'govulncheck',
  link: 'https://pkg.go.dev/golang.org/x/vuln/cmd/govulncheck',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo: 'govulncheck -format json ./... > govulncheck.json',
  detect,
  read,
} satisfies Format

const known = z.union([
  z.object({ config: z.object({ protocol_version: z.string() }) }),
  z.object({ Calls: z.object({}), Imports: z.object({}), Requires: z.object({}), Vulns: z.unknown() }),
  z.object({ Vulns: z.tuple([z.object({ OSV: z.object({ id: z.string() }) })], z.unknown()) }),
])

function detect({ outline }: Sample): number {
  return fits(known, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

/**
 * A stream of messages, in whatever order. What is known of a vulnerability comes in several of them: that a module requires it, that a
 * package imports it, and each way in which it is called. They are one observation, so it is told when all have been read.
 */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const report = newReport()
  const problems: Item[] = []
  for await (const element of eachRecord(input, context)) {
    if (element.type === 'problem') problems.push(element)
    else if (!take(element, report))
      problems.push(loss(element.where, 'left out, because it is no message of govulncheck'))
  }
  if (!report.known)
    throw new UnreadableReport(
      'broken',
      'This does not read as govulncheck JSON: choose the right format, or run it with -format json.',
    )
  const { config } = report
  yield withoutGaps({
    type: 'header' as const,
    tool: config?.scanner_name ?? 'govulncheck',
    toolVersion: config?.scanner_version,
    producedAt: isoTime(report.startedAt),
  })
  yield* componentsOf(report)
  for (const group of report.groups.values())
    yield observationOf(group, report.advisories.get(group.osv), config?.scan_level)
  yield* problems
}

const message = z.object({
  config: configSchema.optional(),
  progress: z.object({ time: z.string().optional() }).optional(),
  SBOM: sbomSchema.optional(),
  osv: osvSchema.optional(),
  finding: findingSchema.optional(),
  vulnerability: vulnerabilitySchema.optional(),
})

/** False when the record is none that can be used. */
function take(element: Element, report: Report): boolean {
  const legacy = readBy(legacySchema, element.value)
  if (legacy) takeLegacy(legacy, report)
  const { config, progress, SBOM, osv, finding, vulnerability } = readBy(message, element.value) ?? {}
  report.config ??= config
  report.startedAt ??= progress?.time
  report.modules.push(...(SBOM?.modules ?? []))
  if (osv) report.advisories.set(osv.id, osv)
  if (finding) addFinding(report, finding, element.text)
  if (vulnerability) takeVulnerability(vulnerability, report, element.text)
  const used = [legacy, config, progress, SBOM, osv, finding, vulnerability].some(Boolean)
  report.known ||= used
  return used
}
