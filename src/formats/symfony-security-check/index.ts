import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { anything, label, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

const PACKAGES = '/*'

export const symfonySecurityCheck = {
  id: 'symfony-security-check',
  name: 'Symfony security check',
  link: 'https://github.com/fabpot/local-php-security-checker',
  extensions: ['.json'],
  kinds: ['dependency'],
  howTo: 'symfony check:security --format=json > security-check.json',
  detect,
  read,
} satisfies Format

const outlineEntry = z.object({
  version: z.string(),
  advisories: z.tuple(
    [z.object({ title: z.string(), link: z.string(), cve: z.string().nullish() })],
    z.unknown(),
  ),
})

/** An object by names of packages; a project without vulnerabilities makes an empty one, which could be anything. */
function detect({ outline }: Sample): number {
  if (typeof outline !== 'object' || outline === null || Array.isArray(outline)) return 0
  const [first] = Object.entries(outline)
  return first?.[0].includes('/') && fits(outlineEntry, first[1]) ? 0.95 : 0
}

const packageSchema = z.object({ version: label, advisories: z.array(anything) })
const advisorySchema = z
  .object({ title: text, link: text, cve: text })
  .refine(({ title, link, cve }) => title ?? link ?? cve, { path: ['title'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: 'Symfony security check JSON',
    omit: ['/*/advisories/*'],
    schema: z.union([z.record(z.string().includes('/'), packageSchema), z.array(z.unknown()).max(0)]),
  })
  yield { type: 'header', tool: 'Symfony security check' }
  for await (const element of eachElement(input, context, [PACKAGES])) {
    if (element.type === 'problem') yield element
    else for (const item of observationsOf(element)) yield item
  }
}

function* observationsOf(element: Element): Generator<Item> {
  const entry = shaped(packageSchema, element)
  if (entry.type === 'problem') {
    yield entry
    return
  }
  const { version, advisories } = entry.value
  // The pointer writes the slash of the name as `~1`.
  const name = element.where.slice(1).replaceAll('~1', '/').replaceAll('~0', '~')
  for (const [index, value] of advisories.entries()) {
    const advisory = shaped(advisorySchema, { where: `${element.where}/advisories/${index}`, value })
    const raw = JSON.stringify({ [name]: { ...(element.value as object), advisories: [value] } })
    yield advisory.type === 'problem' ? advisory : observationOf(advisory.value, name, version, raw)
  }
}

/** The database rates nothing; an advisory without a CVE is known by its page. */
function observationOf(
  { title, link, cve }: z.output<typeof advisorySchema>,
  name: string,
  version: string | undefined,
  raw: string,
): Observation {
  return observe({
    kind: 'dependency',
    rule: cve ?? link ?? title ?? name,
    title: title ?? `${cve ?? link} in ${name}`,
    severity: 'unknown',
    advisories: advisoryIds(cve),
    component: { name, version, purl: purlOf({ type: 'composer', name, version: version ?? '' }) },
    references: link ? [link] : [],
    raw,
  })
}
