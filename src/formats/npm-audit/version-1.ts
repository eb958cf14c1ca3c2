import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds, advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, listOf, needed, shaped, text, texts } from '../values/lenient.ts'
import { lowerBounds } from '../values/lower-bounds.ts'
import { observe } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'
import { ratingOf, ratingSchema } from './rating.ts'

export const findingSchema = z.object({ version: text, paths: texts, dev: flag })

export const advisorySchema = z.object({
  module_name: needed,
  id: label,
  github_advisory_id: text,
  title: text,
  overview: text,
  recommendation: text,
  severity: text,
  cves: texts,
  cwe: texts,
  cvss: ratingSchema,
  url: text,
  references: text,
  patched_versions: text,
  findings: listOf(findingSchema),
})

export type Advisory = z.output<typeof advisorySchema>
export type Finding = z.output<typeof findingSchema>

/** One advisory of npm 6 (and pnpm): an observation for each installed version that it affects. */
export function* observationsOfAdvisory(element: Element): Generator<Item> {
  const result = shaped(advisorySchema, element)
  if (result.type === 'problem') yield result
  else if (result.value.findings.length === 0)
    yield loss(element.where, 'left out, because findings name no installed version')
  else for (const finding of result.value.findings) yield observationOf(result.value, finding, element)
}

export function observationOf(advisory: Advisory, finding: Finding, element: Element): Observation {
  const name = advisory.module_name
  const advisories = advisoryIds(
    advisoryIdsIn(advisory.github_advisory_id, advisory.url).slice(0, 1),
    advisory.cves,
  )
  const chain = shortest(finding.paths)
  return observe({
    kind: 'dependency',
    rule: advisories.find((id) => id.startsWith('GHSA-')) ?? advisory.id ?? advisories[0] ?? name,
    title: advisory.title ?? `Advisory for ${name}`,
    description: advisory.overview,
    severity: severityOfWord(advisory.severity),
    toolSeverity: advisory.severity,
    cvss: ratingOf(advisory.cvss),
    cwes: cwesOf(advisory.cwe),
    advisories,
    component: {
      name,
      version: finding.version,
      purl: purlOf({ type: 'npm', name, version: finding.version }),
      fixVersions: lowerBounds(advisory.patched_versions),
      direct: chain.length === 0 ? undefined : chain.length === 1,
      scope: finding.dev ? 'development' : undefined,
      chain: chain.map((step, index) =>
        index === chain.length - 1 && finding.version ? `${step}@${finding.version}` : step,
      ),
    },
    references: linksOf(advisory),
    remediation: advisory.recommendation,
    tags: finding.dev ? ['development'] : [],
    raw: element.text,
  })
}

/** `a>b>c`, in a pnpm workspace `.>a>b`. */
function shortest(paths: string[]): string[] {
  const chains = paths.map((path) =>
    path
      .split('>')
      .map((step) => step.trim())
      .filter((step) => step !== '' && step !== '.'),
  )
  return chains.reduce((best, chain) => (best.length === 0 || chain.length < best.length ? chain : best), [])
}

/** References are Markdown prose in this version. */
function linksOf(advisory: Advisory): string[] {
  const links = (advisory.references ?? '').match(/https?:\/\/[^\s)\]>"']+/g) ?? []
  return [...new Set([...(advisory.url ? [advisory.url] : []), ...links])]
}
