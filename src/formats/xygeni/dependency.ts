import { z } from 'zod'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, listOf, needed, number, part, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'

const dependencySchema = z.object({
  name: needed,
  group: text,
  version: label,
  ecosystem: text,
  repositoryType: text,
  displayFileName: text,
  purl: text,
  licenses: listOf(z.object({ spdxId: text, name: text })),
  vulnerabilities: z.array(z.unknown()).nullish(),
  paths: part(z.object({ dependencyPaths: texts, directDependency: flag, currentProject: flag })),
  tags: texts,
})
const vulnerabilitySchema = z.object({
  id: needed,
  cve: text,
  aliases: texts,
  severity: text,
  cwes: texts,
  name: text,
  description: text,
  fixedVersion: label,
  references: texts,
  overallCvssScore: number,
  cvssVector: text,
  source: part(z.object({ name: text, url: text })),
  uniqueHash: text,
})

/** A package, and the weaknesses that are known of it; the project itself is not one of its packages. */
export function* dependencyItems(element: Element): Generator<Item> {
  const found = shaped(dependencySchema, element)
  if (found.type === 'problem') {
    yield found
    return
  }
  const { group, version, ecosystem, repositoryType, paths, licenses, vulnerabilities } = found.value
  const type = purlTypeOf(ecosystem ?? repositoryType)
  const joint = type === 'maven' ? ':' : '/'
  const name = group ? `${group}${joint}${found.value.name}` : found.value.name
  const component = withoutGaps({
    name,
    version,
    purl: type && purlOf({ type, name, version: version ?? '' }),
    path: relativePath(paths?.dependencyPaths[0] ?? ''),
    direct: paths?.directDependency,
  })
  if (!paths?.currentProject)
    yield withoutGaps({
      type: 'component' as const,
      ref: element.where,
      ...component,
      licenses: licenses.flatMap(({ spdxId, name: license }) => spdxId ?? license ?? []),
    })
  for (const [index, value] of (vulnerabilities ?? []).entries()) {
    const one = shaped(vulnerabilitySchema, { where: `${element.where}/vulnerabilities/${index}`, value })
    const raw = JSON.stringify({ ...(element.value as object), vulnerabilities: [value] })
    yield one.type === 'problem' ? one : observationOf(one.value, component, raw)
  }
}

function observationOf(
  one: z.output<typeof vulnerabilitySchema>,
  component: AffectedComponent,
  raw: string,
): Observation {
  const { aliases, related } = aliasesOf(one.cve ?? one.id, one.id, one.aliases)
  const rule = aliases[0] ?? one.id
  // -1 where there is none.
  const score =
    one.overallCvssScore === undefined || one.overallCvssScore < 0 ? undefined : one.overallCvssScore
  const rating = cvssRating({ score, vector: one.cvssVector })
  return observe({
    kind: packageKind(rule, component.purl),
    rule,
    title: `${rule} in ${component.name}`,
    description: one.description,
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    cvss: rating ? [rating] : [],
    cwes: cwesOf(one.cwes),
    advisories: aliases,
    component: { ...component, fixVersions: one.fixedVersion ? [one.fixedVersion] : [] },
    references: [
      ...(one.source?.url ? [one.source.url] : []),
      // Written as links of Markdown: `[WEB](https://…)`.
      ...one.references.map((reference) => /\((https?:[^)]+)\)$/.exec(reference)?.[1] ?? reference),
    ],
    fingerprints: one.uniqueHash === undefined ? undefined : { uniqueHash: one.uniqueHash },
    tags: related,
    raw,
  })
}
