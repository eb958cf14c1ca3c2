import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { label, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { titleOf } from '../values/title.ts'

const VULNERABILITIES = '/vulnerabilities/*'

export const mixAudit = {
  id: 'mix-audit',
  name: 'mix_audit',
  link: 'https://github.com/mirego/mix_audit',
  extensions: ['.json'],
  kinds: ['dependency', 'malware'],
  howTo: 'mix deps.audit --format json > mix-audit.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ pass: z.boolean(), vulnerabilities: z.array(z.unknown()) })
const first = z.object({ dependency: z.object({ package: z.string() }), advisory: z.object({}) })

function detect({ outline }: Sample): number {
  const frame = readBy(frameSchema, outline)
  if (!frame) return 0
  return frame.vulnerabilities.length === 0 || fits(first, frame.vulnerabilities[0]) ? 0.95 : 0
}

const vulnerabilitySchema = z.object({
  dependency: z.object({ package: needed, version: label, lockfile: text }),
  advisory: z.object({
    id: needed,
    title: text,
    description: text,
    severity: text,
    cve: text,
    url: text,
    first_patched_versions: texts,
  }),
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'mix_audit JSON', omit: [VULNERABILITIES], schema: frameSchema })
  yield { type: 'header', tool: 'mix_audit' }
  for await (const element of eachElement(input, context, [VULNERABILITIES])) {
    const found = element.type === 'problem' ? element : shaped(vulnerabilitySchema, element)
    if (found.type === 'problem') yield found
    else if (element.type === 'element') yield observationOf(found.value, element.text)
  }
}

function observationOf(
  { dependency, advisory }: z.output<typeof vulnerabilitySchema>,
  raw: string,
): Observation {
  const { package: name, version, lockfile } = dependency
  const purl = purlOf({ type: 'hex', name, version: version ?? '' })
  return observe({
    kind: packageKind(advisory.id, purl),
    rule: advisory.id,
    title: titleOf(advisory.title, `${advisory.id} in ${name}`),
    description: advisory.description,
    severity: severityOfWord(advisory.severity),
    toolSeverity: advisory.severity,
    advisories: advisoryIds(advisory.id, advisory.cve),
    component: {
      name,
      version,
      purl,
      path: lockfile && relativePath(lockfile),
      fixVersions: advisory.first_patched_versions,
    },
    references: advisory.url ? [advisory.url] : [],
    raw,
  })
}
