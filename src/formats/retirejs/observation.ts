import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { anything, label, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'
import { readBy } from '../values/read-schema.ts'
import { titleOf } from '../values/title.ts'

const fileSchema = z.object({ results: z.array(z.unknown()), file: text })

const resultSchema = z.object({
  component: needed,
  version: label,
  detection: text,
  licenses: texts,
  vulnerabilities: z.array(z.unknown()).nullish(),
  /** In what npm installed, the package that brings this one in, and so on. */
  parent: anything,
})

const vulnerabilitySchema = z.object({
  severity: text,
  info: texts,
  below: label,
  atOrAbove: label,
  cwe: texts,
  identifiers: part(
    z.object({
      CVE: texts,
      githubID: text,
      summary: text,
      retid: label,
      osvdb: texts,
      bug: label,
      issue: label,
      PR: label,
    }),
  ),
})

type Result = z.output<typeof resultSchema>
type Vulnerability = z.output<typeof vulnerabilitySchema>

/** The libraries in a file, and what is known against each. */
export function* fileItems(element: Element): Generator<Component | Observation | Problem> {
  const file = shaped(fileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  const path = file.value.file === undefined ? undefined : relativePath(file.value.file)
  for (const [index, value] of file.value.results.entries()) {
    const where = `${element.where}/results/${index}`
    const result = shaped(resultSchema, { where, value })
    if (result.type === 'problem') yield result
    else yield* resultItems(where, path, result.value, value as object)
  }
}

function* resultItems(
  where: string,
  path: string | undefined,
  result: Result,
  value: object,
): Generator<Component | Observation | Problem> {
  const component = componentOf(result, path)
  const { name, version, purl } = component
  yield withoutGaps({
    type: 'component' as const,
    ref: where,
    name,
    version,
    purl,
    licenses: result.licenses,
    path,
  })
  for (const [index, given] of (result.vulnerabilities ?? []).entries()) {
    const vulnerability = shaped(vulnerabilitySchema, {
      where: `${where}/vulnerabilities/${index}`,
      value: given,
    })
    const raw = JSON.stringify({ file: path, ...value, vulnerabilities: [given] })
    yield vulnerability.type === 'problem'
      ? vulnerability
      : observationOf(result, component, vulnerability.value, raw)
  }
}

function componentOf({ component, version, parent }: Result, path: string | undefined): AffectedComponent {
  const purl = purlOf({ type: 'npm', name: component, ...(version && { version }) })
  const chain = chainOf(parent)
  return {
    name: component,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(path && { path }),
    ...(chain.length > 0 && {
      chain: [...chain, `${component}@${version ?? ''}`],
      direct: chain.length === 1,
    }),
  }
}

const parentSchema = z.object({ component: z.string(), version: label, parent: anything })

function chainOf(parent: unknown): string[] {
  const chain: string[] = []
  for (let step = readBy(parentSchema, parent); step; step = readBy(parentSchema, step.parent))
    chain.unshift(`${step.component}@${step.version ?? ''}`)
  return chain
}

function observationOf(
  result: Result,
  component: AffectedComponent,
  vulnerability: Vulnerability,
  raw: string,
): Observation {
  const { severity, info, below, identifiers: ids } = vulnerability
  const advisories = advisoryIds(ids?.CVE ?? [], ids?.githubID)
  const retid = ids?.retid && `retid-${ids.retid}`
  const title = titleOf(ids?.summary, advisories[0], info[0])
  return observe({
    kind: 'dependency',
    rule: advisories[0] ?? retid ?? title,
    title,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(vulnerability.cwe),
    advisories,
    location: component.path === undefined ? undefined : { path: component.path },
    component: { ...component, ...(below && { fixVersions: [below] }) },
    references: info,
    tags: [
      ...(result.detection ? [`detected-by:${result.detection}`] : []),
      ...['bug', 'issue', 'PR'].flatMap((name) => {
        const number = ids?.[name as 'bug']
        return number ? [`${name}:${number}`] : []
      }),
      ...(ids?.osvdb ?? []).map((number) => `osvdb:${number}`),
      ...(retid && retid !== (advisories[0] ?? retid) ? [retid] : []),
    ],
    raw,
  })
}
