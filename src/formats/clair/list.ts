import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { systemPurl } from '../prisma-cloud/package.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { needed, shaped, text } from '../values/lenient.ts'
import { flawOf } from './flaw.ts'

/** clair-scanner's list, and Klar's by severity. */
const FOUND = { scanner: '/vulnerabilities/*', klar: '/Vulnerabilities/*/*' }

const frame = z.union([
  z.object({ image: z.string(), unapproved: z.array(z.unknown()).nullable() }),
  z.object({ LayerCount: z.number() }),
])

export async function* readList(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const about = await jsonFrame(input, context, {
    name: "clair-scanner's or Klar's list",
    omit: Object.values(FOUND),
    schema: frame,
  })
  const image = 'image' in about && about.image.trim() ? about.image : undefined
  yield { type: 'header', tool: 'Clair', ...(image && { target: imageReference(image).name }) }
  if (image) yield imageClaim(image)
  const unapproved = new Set('unapproved' in about ? about.unapproved : undefined)
  for await (const element of eachElement(input, context, Object.values(FOUND)))
    yield element.type === 'problem' ? element : itemOf(element, unapproved)
}

const scannerSchema = z.object({
  vulnerability: needed,
  featurename: needed,
  featureversion: text,
  namespace: text,
  description: text,
  link: text,
  severity: text,
  fixedby: text,
})
const klarSchema = z.object({
  Name: needed,
  FeatureName: needed,
  FeatureVersion: text,
  NamespaceName: text,
  Description: text,
  Link: text,
  Severity: text,
  FixedBy: text,
})

function itemOf(element: Element, unapproved: Set<unknown>): Item {
  if (element.pattern === FOUND.klar) {
    const read = shaped(klarSchema, element)
    if (read.type === 'problem') return read
    const { Name, FeatureName, FeatureVersion, NamespaceName, Description, Link, Severity, FixedBy } =
      read.value
    return flawOf({
      name: Name,
      description: Description,
      links: Link,
      severity: Severity,
      fixedBy: FixedBy,
      component: componentOf(FeatureName, FeatureVersion, NamespaceName),
      tags: [],
      raw: element.text,
    })
  }
  const read = shaped(scannerSchema, element)
  if (read.type === 'problem') return read
  const { vulnerability, featurename, featureversion, namespace, description, link, severity, fixedby } =
    read.value
  return flawOf({
    name: vulnerability,
    description,
    links: link,
    severity,
    fixedBy: fixedby,
    component: componentOf(featurename, featureversion, namespace),
    // On its list of exceptions or below its threshold: it does not say which.
    tags: unapproved.has(vulnerability) ? [] : ['approved'],
    raw: element.text,
  })
}

const componentOf = (name: string, version: string | undefined, namespace: string | undefined) => ({
  name,
  version,
  purl: systemPurl(namespace, name, version),
})
