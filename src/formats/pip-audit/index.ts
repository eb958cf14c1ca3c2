import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { anything, label, listOf, needed, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { purlOf } from '../values/purl.ts'
import { fits } from '../values/read-schema.ts'

/** Before 2.5 the list of dependencies was the document. */
const DEPENDENCIES = ['/dependencies/*', '/*']

export const pipAudit = {
  id: 'pip-audit',
  name: 'pip-audit',
  link: 'https://github.com/pypa/pip-audit',
  extensions: ['.json'],
  kinds: ['dependency', 'malware'],
  howTo: 'pip-audit --format json --output pip-audit.json',
  detect,
  read,
} satisfies Format

const audited = z.object({ name: z.string(), version: z.string(), vulns: z.array(z.unknown()) })
const skipped = z.object({ name: z.string(), skip_reason: z.string() })
const first = z.tuple([z.union([audited, skipped])], z.unknown())
const report = z.object({ dependencies: first })
const emptyReport = z.object({ dependencies: z.tuple([]), fixes: z.array(z.unknown()) })

const marks = z.strictObject({ dependencies: z.tuple([]) })

function detect({ outline }: Sample): number {
  if (fits(report, outline) || fits(first, outline)) return 0.95
  if (fits(emptyReport, outline)) return 0.9
  // Older versions print no list of fixes.
  return fits(marks, outline) ? 0.55 : 0
}

const dependencySchema = z.object({
  name: needed,
  version: label,
  skip_reason: text,
  vulns: z.array(anything).nullish(),
})
const vulnerabilitySchema = z.object({
  id: needed,
  aliases: texts,
  fix_versions: texts,
  description: text,
})
const fixSchema = z.object({ name: z.string(), new_version: z.string() })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'pip-audit JSON',
    omit: ['/dependencies/*', '/*/vulns'],
    schema: z.union([
      z.object({ dependencies: z.array(z.unknown()), fixes: listOf(fixSchema) }),
      z.array(z.object({ name: z.string() })).transform(() => ({ fixes: [] })),
    ]),
  })
  yield { type: 'header', tool: 'pip-audit' }
  const fixes = new Map(frame.fixes.map(({ name, new_version }) => [name, new_version]))
  const pattern = 'dependencies' in frame ? DEPENDENCIES[0] : DEPENDENCIES[1]
  for await (const element of eachElement(input, context, [pattern as string])) {
    if (element.type === 'problem') yield element
    else for (const item of itemsOf(element, fixes)) yield item
  }
}

function* itemsOf(element: Element, fixes: Map<string, string>): Generator<Item> {
  const dependency = shaped(dependencySchema, element)
  if (dependency.type === 'problem') {
    yield dependency
    return
  }
  const { name, version, skip_reason, vulns } = dependency.value
  const component = { name, version, purl: purlOf({ type: 'pypi', name, version: version ?? '' }) }
  yield withoutGaps({
    type: 'component' as const,
    ref: element.where,
    ...component,
    componentType: 'library',
  }) satisfies Component
  if (skip_reason) yield problem(element.where, `pip-audit skipped ${name}: it may have vulnerabilities`)
  for (const [index, value] of (vulns ?? []).entries()) {
    const found = shaped(vulnerabilitySchema, { where: `${element.where}/vulns/${index}`, value })
    const raw = JSON.stringify({ ...(element.value as object), vulns: [value] })
    yield found.type === 'problem' ? found : observationOf(found.value, component, fixes.get(name), raw)
  }
}

/** The tool says nothing about severity. */
function observationOf(
  { id, aliases, fix_versions, description }: z.output<typeof vulnerabilitySchema>,
  component: { name: string; version: string | undefined; purl: string | undefined },
  fix: string | undefined,
  raw: string,
): Observation {
  return observe({
    kind: packageKind(id, component.purl),
    rule: id,
    title: firstSentence(description) ?? `${id} in ${component.name}`,
    description,
    severity: 'unknown',
    advisories: advisoryIds(id, aliases),
    component: { ...component, fixVersions: fix_versions },
    remediation: fix && `pip-audit --fix upgrades ${component.name} to ${fix}.`,
    raw,
  })
}
