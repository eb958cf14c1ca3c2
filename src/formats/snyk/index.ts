import { z } from 'zod'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { UnreadableReport } from '../unreadable.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { iacIssueSchema, iacObservation } from './iac-issue.ts'
import { observationOf } from './observation.ts'
import { claimOf, failureSchema, headerOf, type Owner, ownersIn, projectSchema } from './project.ts'
import { vulnerabilitySchema } from './vulnerability.ts'

/** One project makes one object, several an array of them; an image brings its applications along. */
const PLACES = ['', '/*', '/applications/*', '/*/applications/*']
const LISTS = [
  '/vulnerabilities/*',
  '/filtered/ignore/*',
  '/filtered/patch/*',
  '/docker/binariesVulns/issuesData/*',
  '/infrastructureAsCodeIssues/*',
]
const ISSUES = PLACES.flatMap((place) => LISTS.map((list) => place + list))
/** Policies and advice about issues that stand for themselves. */
const UNREAD = PLACES.flatMap((place) => [
  `${place}/licensesPolicy`,
  `${place}/remediation`,
  `${place}/policy`,
])

export const snyk = {
  id: 'snyk',
  name: 'Snyk CLI',
  link: 'https://docs.snyk.io/developer-tools/snyk-cli/commands/test',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'license', 'config', 'malware'],
  howTo: 'snyk test --all-projects --json-file-output=snyk.json',
  detect,
  read,
} satisfies Format

const issue = z.union([
  z.object({ id: z.string(), from: z.array(z.unknown()) }),
  z.object({ id: z.string(), upgradePath: z.array(z.unknown()) }),
  z.object({ id: z.string(), CVSSv3: z.string(), packageManager: z.string() }),
])
const withIssues = z.object({ vulnerabilities: z.tuple([issue], z.unknown()) })
const withoutIssues = z.object({ vulnerabilities: z.tuple([]), ok: z.boolean(), dependencyCount: z.number() })
const iac = z.object({ infrastructureAsCodeIssues: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : outline
  if (fits(withIssues, first) || fits(iac, first)) return 1
  if (fits(withoutIssues, first)) return 0.95
  return fits(failureSchema.extend({ path: z.string() }), first) ? 0.7 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Snyk JSON',
    omit: [...ISSUES, ...UNREAD],
    schema: z.union([projectSchema, failureSchema, z.array(z.unknown())]),
  })
  const { owners, losses } = ownersOf(frame)
  if (owners.size === 0)
    throw new UnreadableReport(
      'broken',
      'This Snyk report holds no test that ran: see the error in it, and run snyk again.',
    )
  const told = new Set<string>()
  let current: string | undefined
  for await (const element of eachElement(input, context, ISSUES)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const place = placeOf(element)
    const owner = owners.get(place) ?? { tool: 'Snyk Open Source' }
    if (place !== current) yield* openOwner(owner)
    current = place
    told.add(place)
    yield itemOf(element, owner)
  }
  // A project without issues was tested as well.
  for (const [place, owner] of owners) if (!told.has(place)) yield* openOwner(owner)
  yield* losses
}

/** Whatever was tested, by its place in the document, and the entries of an array that are no test. */
function ownersOf(frame: unknown): { owners: Map<string, Owner>; losses: Problem[] } {
  const owners = new Map<string, Owner>()
  const losses: Problem[] = []
  const projects: [string, unknown][] = Array.isArray(frame)
    ? frame.map((project, index) => [`/${index}`, project])
    : [['', frame]]
  for (const [where, value] of projects) {
    const project = shaped(projectSchema, { where, value })
    if (project.type === 'shaped')
      for (const [place, owner] of ownersIn(project.value, where)) owners.set(place, owner)
    else losses.push(fits(failureSchema, value) ? loss(where, 'Snyk could not test this project') : project)
  }
  return { owners, losses }
}

/** The pointer of the project or application that holds the list of an issue. */
function placeOf({ pattern, where }: Element): string {
  const list = LISTS.find((one) => pattern.endsWith(one)) ?? ''
  return where
    .split('/')
    .slice(0, 1 - list.split('/').length)
    .join('/')
}

function* openOwner(owner: Owner): Generator<Item> {
  yield headerOf(owner)
  if (owner.image && !owner.file) yield claimOf(owner.image)
}

function itemOf(element: Element, owner: Owner): Item {
  if (element.pattern.endsWith('/infrastructureAsCodeIssues/*')) {
    const result = shaped(iacIssueSchema, element)
    return result.type === 'problem' ? result : iacObservation(result.value, owner, element)
  }
  const result = shaped(vulnerabilitySchema, element)
  return result.type === 'problem' ? result : observationOf(result.value, owner, element)
}
