import { z } from 'zod'
import type { Format, Input, Item, ReadContext } from '../contract.ts'
import { secretHider } from '../hide-secrets.ts'
import { loss, problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim } from '../values/image-reference.ts'
import { part, shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { originOf } from '../values/web-address.ts'
import { fileItems } from './dependency-files.ts'
import { detect } from './detect.ts'
import { licensedItem, namesOfLicenses } from './licenses.ts'
import { lookUp } from './lookup.ts'
import { observationOf } from './observation.ts'
import { scanSchema, vulnerabilitySchema } from './schema.ts'

export const gitlab = {
  id: 'gitlab',
  name: 'GitLab security report',
  link: 'https://docs.gitlab.com/ee/development/integrations/secure.html#report',
  extensions: ['.json'],
  kinds: ['code', 'secret', 'dependency', 'container', 'web', 'api', 'malware', 'config', 'pipeline'],
  howTo:
    'curl --header "PRIVATE-TOKEN: $TOKEN" "https://gitlab.example/api/v4/projects/1/jobs/2/artifacts/gl-sast-report.json" > gl-sast-report.json',
  detect,
  read,
} satisfies Format

const VULNERABILITIES = '/vulnerabilities/*'
const FILES = '/dependency_files/*'
const LICENSED = '/dependencies/*'
const LISTS = [VULNERABILITIES, FILES, LICENSED]

const list = z.array(z.unknown())
const scan = part(scanSchema)

/** Vulnerabilities with what stands around them; the list alone, as version 1 wrote it; or licences (before GitLab 16). */
const frameSchema = z.union([
  z
    .object({ vulnerabilities: list, scan })
    .transform(({ scan }) => ({ scan, patterns: LISTS, licenses: [] })),
  list.transform(() => ({ scan: undefined, patterns: ['/*'], licenses: [] })),
  z
    .object({ licenses: list, dependencies: list, scan })
    .transform(({ scan, licenses }) => ({ scan, patterns: LISTS, licenses })),
])

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'a GitLab security report',
    omit: [...LISTS, '/remediations/*', '/site', '/spider'],
    schema: frameSchema,
  })
  yield headerOf(frame.scan)
  yield* scanProblems(frame.scan)
  const { secrets, ...known } = await lookUp(input, context, frame.patterns)
  const hide = secretHider(secrets)
  const licenses = namesOfLicenses(frame.licenses)
  const images = new Set<string>()
  for await (const element of eachElement(input, context, frame.patterns)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === FILES) yield* fileItems(element)
    else if (element.pattern === LICENSED) yield licensedItem(element, licenses)
    else yield* vulnerabilityItems(element)
  }

  function* vulnerabilityItems(element: Element): Generator<Item> {
    const found = shaped(vulnerabilitySchema, element)
    if (found.type === 'problem') {
      yield found
      return
    }
    const { image } = found.value.location ?? {}
    if (image && !images.has(image)) {
      images.add(image)
      yield imageClaim(image, { system: found.value.location?.operating_system })
    }
    yield hide(observationOf(found.value, element, { type: frame.scan?.type, ...known }))
  }
}

function headerOf(scan: z.output<typeof scanSchema> | undefined): Item {
  // What was scanned stands there whether or not something was found: it may tell this report's findings from another's.
  const target = originOf(scan?.scanned_resources[0]?.url)
  return withoutGaps({
    type: 'header' as const,
    tool: scan?.scanner?.name ?? scan?.scanner?.id,
    toolVersion: scan?.scanner?.version,
    target,
    producedAt: isoTime(scan?.end_time ?? scan?.start_time),
  })
}

function* scanProblems(scan: z.output<typeof scanSchema> | undefined): Generator<Item> {
  if (scan?.status && scan.status !== 'success')
    yield loss(
      '/scan/status',
      `the scan ended with "${scan.status.slice(0, 40)}": what it would have found is missing`,
    )
  for (const [index, { level }] of (scan?.messages ?? []).entries()) {
    if (level === 'fatal') yield loss(`/scan/messages/${index}`, 'the scan reports a fatal error')
    else if (level === 'warn') yield problem(`/scan/messages/${index}`, 'the scan reports a warning')
  }
}
