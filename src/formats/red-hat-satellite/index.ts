import { z } from 'zod'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { aliasesOf } from '../values/aliases.ts'
import { flag, listOf, needed, number, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'

const ERRATA = '/results/*'

export const redHatSatellite = {
  id: 'red-hat-satellite',
  name: 'Red Hat Satellite',
  link: 'https://docs.redhat.com/en/documentation/red_hat_satellite/',
  extensions: ['.json'],
  kinds: ['container'],
  howTo: 'curl --user USER https://satellite.example/katello/api/hosts/1/errata > errata.json',
  detect,
  read,
} satisfies Format

const erratum = z.object({ errata_id: z.string(), pulp_id: z.string() })
/** Foreman answers so whatever it lists. */
const page = z.object({
  total: z.number(),
  subtotal: z.number(),
  selectable: z.number(),
  results: z.array(z.unknown()),
})

function detect({ outline }: Sample): number {
  const frame = readBy(page, outline)
  if (!frame) return 0
  if (frame.results.length === 0) return 0.7
  return fits(erratum, frame.results[0]) ? 1 : 0
}

const erratumSchema = z.object({
  errata_id: needed,
  title: text,
  name: text,
  severity: text,
  type: text,
  description: text,
  summary: text,
  solution: text,
  issued: text,
  cves: listOf(z.object({ cve_id: text, href: text })),
  bugs: listOf(z.object({ href: text })),
  packages: texts,
  hosts_applicable_count: number,
  hosts_available_count: number,
  reboot_suggested: flag,
  installable: flag,
})

type Erratum = z.output<typeof erratumSchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: "Satellite's list of errata",
    omit: [ERRATA],
    schema: z.object({ results: z.array(z.unknown()), subtotal: number, error: text }),
  })
  yield { type: 'header', tool: 'Red Hat Satellite' }
  let count = 0
  const errata = eachElement(input, context, [ERRATA])
  for await (const item of shapedItems(errata, erratumSchema, (one, { text: raw }) =>
    observationOf(one, raw),
  )) {
    yield item
    count++
  }
  if ((frame.subtotal ?? 0) > count && count > 0)
    yield loss('/subtotal', 'the list goes on in another page, which is not in this file')
}

/** The severity of an erratum that fixes no flaw is `None`. */
function observationOf(one: Erratum, raw: string): Observation {
  const id = one.errata_id
  const { aliases, related } = aliasesOf(
    id,
    one.cves.map(({ cve_id }) => cve_id),
  )
  return observe({
    kind: 'container',
    rule: id,
    title: titleOf(one.title, one.name, id),
    description: [one.summary, one.description].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    advisories: aliases,
    component: componentOf(one),
    references: linksOf(
      one.cves.map(({ href }) => href),
      one.bugs.map(({ href }) => href),
    ),
    remediation: one.solution,
    seenAt: isoTime(one.issued),
    tags: [...related, ...tagsOf(one)],
    raw,
  })
}

/** The packages that an erratum brings, as `name-version-release.architecture`: it is known by the first. */
function componentOf({ packages: [first] }: Erratum): AffectedComponent | undefined {
  if (!first) return undefined
  const [, name, version] = /^(.+?)-((?:\d+:)?\d[^-]*(?:-[^-]+)?)$/.exec(first) ?? []
  return { name: name ?? first, fixVersions: version ? [version] : [] }
}

const tagsOf = (one: Erratum): string[] => [
  ...(one.type ? [one.type] : []),
  ...(one.reboot_suggested ? ['reboot-suggested'] : []),
  ...(one.installable ? ['installable'] : []),
  ...(one.hosts_applicable_count ? [`hosts-applicable:${one.hosts_applicable_count}`] : []),
  ...(one.hosts_available_count ? [`hosts-available:${one.hosts_available_count}`] : []),
  ...one.packages.map((name) => `package:${name}`),
]
