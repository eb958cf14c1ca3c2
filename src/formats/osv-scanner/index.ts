import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, Problem, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import type { Element } from '../syntax/element.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { observationOf } from './advisory.ts'
import { componentOf, type Identity, identityOf } from './component.ts'
import {
  advisorySchema,
  flatSchema,
  frameSchema,
  isFlat,
  packageSchema,
  type ScannedPackage,
} from './schema.ts'

export const osvScanner = {
  id: 'osv-scanner',
  name: 'OSV-Scanner JSON',
  link: 'https://google.github.io/osv-scanner/output/#json',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware', 'license'],
  howTo: 'osv-scanner scan source --recursive --format json . > osv-scanner.json',
  detect,
  read,
} satisfies Format

function detect({ outline }: Sample): number {
  if (isFlat(outline)) return 1
  const { results, ...rest } = (outline ?? {}) as { results?: unknown; experimental_config?: unknown }
  if (!Array.isArray(results)) return 0
  const [first] = results as { source?: unknown; packages?: unknown }[]
  if (first?.source && Array.isArray(first.packages)) return 1
  return results.length === 0 && rest.experimental_config ? 0.9 : 0
}

const PACKAGES = '/results/*/packages/*'

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if (isFlat((await sampleOf(input)).outline)) yield* readFlat(input, context)
  else yield* readResults(input, context)
}

async function* readResults(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "OSV-Scanner's JSON",
    omit: [PACKAGES],
    schema: frameSchema,
  })
  yield { type: 'header', tool: 'OSV-Scanner' }
  for await (const element of eachElement(input, context, [PACKAGES])) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const path = frame.results[Number(element.where.split('/')[2])]?.source?.path
    yield* itemsOf(element, path && relativePath(path))
  }
}

/** Programs that use OSV-Scanner as a library write its flat list: each advisory with its package. */
async function* readFlat(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'OSV-Scanner' }
  const told = new Set<string>()
  for await (const element of eachElement(input, context, ['/*'])) {
    const entry = element.type === 'problem' ? element : shaped(flatSchema, element)
    if (entry.type === 'problem' || element.type === 'problem') {
      if (entry.type === 'problem') yield entry
      continue
    }
    const { Source, Package, Vulnerability, GroupInfo } = entry.value
    const value = { package: Package, vulnerabilities: [Vulnerability], groups: [GroupInfo] }
    const path = Source?.path && relativePath(Source.path)
    for (const item of itemsOf({ ...element, value }, path)) {
      const component = item.type === 'component' ? JSON.stringify({ ...item, ref: '' }) : undefined
      if (component === undefined || !told.has(component)) yield item
      if (component !== undefined) told.add(component)
    }
  }
}

function* itemsOf(element: Element, path?: string): Generator<Item> {
  const scanned = shaped(packageSchema, element)
  if (scanned.type === 'problem') {
    yield scanned
    return
  }
  const identity = identityOf(scanned.value, path)
  if (!identity) {
    yield loss(`${element.where}/package`, 'left out, because it has neither a name nor a commit')
    return
  }
  yield componentOf(scanned.value, identity, element.where)
  for (const [index, value] of scanned.value.vulnerabilities.entries()) {
    const where = `${element.where}/vulnerabilities/${index}`
    yield advisoryIn({ where, value }, scanned.value, identity)
  }
  for (const license of scanned.value.license_violations) yield violationOf(license, scanned.value, identity)
}

function advisoryIn(
  element: { where: string; value: unknown },
  scanned: ScannedPackage,
  identity: Identity,
): Observation | Problem {
  const advisory = shaped(advisorySchema, element)
  return advisory.type === 'problem'
    ? advisory
    : observationOf(advisory.value, scanned, identity, JSON.stringify(element.value, null, 2))
}

const violationOf = (license: string, scanned: ScannedPackage, identity: Identity): Observation =>
  observe({
    kind: 'license',
    rule: license,
    title: `${identity.name} has a licence that is not allowed: ${license}`,
    severity: 'unknown',
    component: identity,
    raw: JSON.stringify(
      {
        package: scanned.package,
        licenses: scanned.licenses,
        license_violations: scanned.license_violations,
      },
      null,
      2,
    ),
  })
