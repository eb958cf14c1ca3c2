import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { UnreadableReport } from '../unreadable.ts'
import { label } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { dependentsIn } from './dependents.ts'
import { observationsOfAdvisory } from './version-1.ts'
import { itemsOfPackage } from './version-2.ts'

const ADVISORIES = '/advisories/*'
const PACKAGES = '/vulnerabilities/*'
const MUTED = '/muted/*'

export const npmAudit = {
  id: 'npm-audit',
  name: 'npm audit',
  link: 'https://docs.npmjs.com/cli/commands/npm-audit',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo: 'npm audit --json > npm-audit.json',
  detect,
  read,
} satisfies Format

const members = z.record(z.string(), z.unknown())
const version1 = z.union([
  z.object({ advisories: members, actions: z.array(z.unknown()) }),
  z.object({ advisories: members, metadata: z.object({ vulnerabilities: members }) }),
])
const version2 = z.object({ auditReportVersion: z.number(), vulnerabilities: members })
const failure = z.object({ error: z.object({ summary: z.string(), detail: z.string() }) })

function detect({ outline }: Sample): number {
  if (fits(version2, outline)) return 1
  if (fits(version1, outline)) return 0.95
  return fits(failure, outline) ? 0.7 : 0
}

const frameSchema = z.union([
  z.object({ vulnerabilities: members }),
  z.object({ advisories: members }),
  z.object({ error: z.object({ code: label }), statusCode: label }),
])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'npm audit JSON',
    omit: [ADVISORIES, PACKAGES, MUTED, '/actions', '/metadata', '/headers'],
    schema: frameSchema,
  })
  if ('error' in frame) throw failed(frame.error.code ?? frame.statusCode)
  yield { type: 'header', tool: 'npm audit' }
  const dependents = 'vulnerabilities' in frame ? await dependentsIn(input, context) : new Map()
  for await (const element of eachElement(input, context, [ADVISORIES, PACKAGES, MUTED])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ADVISORIES) yield* observationsOfAdvisory(element)
    else if (element.pattern === PACKAGES) yield* itemsOfPackage(element, dependents)
    else yield problem(element.where, 'a muted advisory: what it was is not read')
  }
}

/** The audit itself failed. Taken as a report it would say that all is well. */
const failed = (code: string | undefined) =>
  new UnreadableReport(
    'broken',
    `The run of npm audit failed${code && /^\w+$/.test(code) ? ` (${code})` : ''} and reports nothing: run it again where it reaches its registry.`,
  )
