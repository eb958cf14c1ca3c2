import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { aliasesOf } from '../values/aliases.ts'
import { anything, listOf, needed, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

/** PHP writes an empty map as a list. */
const ADVISORIES = ['/advisories/*/*', '/ignored-advisories/*/*']
const ABANDONED = '/abandoned/*'

export const composerAudit = {
  id: 'composer-audit',
  name: 'Composer audit',
  link: 'https://getcomposer.org/doc/03-cli.md#audit',
  extensions: ['.json'],
  kinds: ['dependency', 'malware'],
  howTo: 'composer audit --format=json > composer-audit.json',
  detect,
  read,
} satisfies Format

const map = z.union([z.record(z.string(), z.unknown()), z.tuple([])])
const frameSchema = z.object({ advisories: map, abandoned: map.optional() })
const firstSchema = z.object({ advisoryId: z.string(), packageName: z.string() })

function detect({ outline }: Sample): number {
  const frame = frameSchema.safeParse(outline)
  if (!frame.success) return 0
  const [first] = Object.values(frame.data.advisories).flatMap((list) => Object.values(Object(list)))
  if (first !== undefined) return fits(firstSchema, first) ? 1 : 0
  return frame.data.abandoned ? 0.9 : 0
}

const advisorySchema = z.object({
  advisoryId: needed,
  packageName: needed,
  affectedVersions: text,
  title: text,
  cve: text,
  link: text,
  reportedAt: anything,
  sources: listOf(z.object({ name: text, remoteId: text })),
  severity: text,
  ignoreReason: text,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const patterns = [...ADVISORIES, ABANDONED]
  await jsonFrame(input, context, { name: "Composer's audit", omit: patterns, schema: frameSchema })
  yield { type: 'header', tool: 'Composer audit' }
  for await (const element of eachElement(input, context, patterns)) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ABANDONED) yield abandoned(element)
    else {
      const one = shaped(advisorySchema, element)
      yield one.type === 'problem' ? one : observationOf(one.value, element)
    }
  }
}

function observationOf(advisory: z.output<typeof advisorySchema>, element: Element): Observation {
  const { advisoryId, packageName: name, affectedVersions, cve, link, severity } = advisory
  const ids = advisoryIdsIn(cve, ...advisory.sources.map(({ remoteId }) => remoteId), link)
  const { aliases } = aliasesOf(ids[0] ?? advisoryId, ids.slice(1), advisoryId)
  const rule = aliases[0] ?? advisoryId
  return observe({
    kind: packageKind(rule, 'composer'),
    rule,
    title: advisory.title ?? `${rule} in ${name}`,
    description: affectedVersions && `Affected versions: ${affectedVersions}`,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    advisories: aliases,
    component: {
      name,
      purl: purlOf({ type: 'composer', name }),
      fixVersions: endsOf(affectedVersions),
    },
    references: link ? [link] : [],
    verdict: element.pattern.startsWith('/ignored')
      ? { state: 'accepted', reason: advisory.ignoreReason, source: 'composer-ignore' }
      : undefined,
    tags: [
      ...advisory.sources.flatMap(({ name: source }) => (source ? [`source:${source}`] : [])),
      ...(isoTime(advisory.reportedAt) ? [`reported:${isoTime(advisory.reportedAt)?.slice(0, 10)}`] : []),
    ],
    raw: element.text,
  })
}

/** A package that nobody maintains: its name leads to what its authors recommend instead, or to null. */
function abandoned({ where, value, text: raw }: Element): Observation {
  // The pointer writes the slash of the name as `~1`.
  const name = where
    .slice(where.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
  return observe({
    kind: 'dependency',
    rule: 'abandoned',
    title: `${name} is abandoned`,
    severity: 'unknown',
    component: { name, purl: purlOf({ type: 'composer', name }) },
    remediation: typeof value === 'string' && value !== '' ? `Use ${value} instead.` : undefined,
    tags: ['abandoned'],
    raw: `{${JSON.stringify(name)}:${raw}}`,
  })
}

/** Where affected ranges end, exclusively: `>=6.0,<6.5.8|>=7.0,<7.4.5` is fixed in 6.5.8 and 7.4.5. */
const endsOf = (ranges = ''): string[] => [
  ...new Set([...ranges.matchAll(/<\s*v?(\d[\w.+-]*)/g)].map((match) => match[1] as string)),
]
