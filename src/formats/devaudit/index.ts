import { z } from 'zod'
import type { AffectedComponent } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { anything, label, needed, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { ossIndexObservation, ossIndexVulnerability } from '../values/oss-index.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

const PACKAGES = '/Packages/*'

export const devaudit = {
  id: 'devaudit',
  name: 'DevAudit',
  link: 'https://github.com/sonatype-nexus-community/DevAudit',
  extensions: ['.json'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'devaudit netfx --file packages.config --output-json > devaudit.json',
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ 'Packages Audited': z.number(), Packages: z.array(z.unknown()) })

const packageSchema = z.object({
  Package: z.object({
    pm: text,
    group: text,
    name: needed,
    version: label,
    vendor: text,
  }),
  Vulnerabilities: z.array(anything).nullish(),
})

function detect({ outline }: Sample): number {
  return fits(frameSchema, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'DevAudit JSON', omit: [PACKAGES], schema: frameSchema })
  yield { type: 'header', tool: 'DevAudit' }
  for await (const element of eachElement(input, context, [PACKAGES])) {
    if (element.type === 'problem') yield element
    else for (const item of itemsOf(element)) yield item
  }
}

function* itemsOf(element: Element): Generator<Item> {
  const audited = shaped(packageSchema, element)
  if (audited.type === 'problem') {
    yield audited
    return
  }
  const component = componentOf(audited.value.Package)
  yield withoutGaps({
    type: 'component' as const,
    ref: element.where,
    ...component,
    componentType: 'library',
    supplier: said(audited.value.Package.vendor),
  })
  for (const [index, value] of (audited.value.Vulnerabilities ?? []).entries()) {
    const found = shaped(ossIndexVulnerability, { where: `${element.where}/Vulnerabilities/${index}`, value })
    const raw = JSON.stringify({ ...(element.value as object), Vulnerabilities: [value] })
    yield found.type === 'problem' ? found : ossIndexObservation(found.value, component, raw)
  }
}

/** What it does not know, DevAudit prints as `None`. */
const said = (word: string | undefined): string | undefined => (word === 'None' ? undefined : word)

function componentOf({
  pm,
  group,
  name,
  version,
}: z.output<typeof packageSchema>['Package']): AffectedComponent {
  const type = purlTypeOf(pm)
  const namespace = said(group)
  const full = namespace ? `${namespace}${type === 'maven' ? ':' : '/'}${name}` : name
  return { name: full, version, purl: type && purlOf({ type, name: full, version: version ?? '' }) }
}
