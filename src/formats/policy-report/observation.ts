import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { AffectedComponent, Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { asNumber, ownIn } from '../values/fields.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { anything, label, listOf, needed, part, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'

const objectSchema = z.object({ kind: text, namespace: text, name: text })

export const reportSchema = z.object({
  apiVersion: text,
  kind: text,
  metadata: part(z.object({ name: text, namespace: text })),
  source: text,
  scope: part(objectSchema),
  results: anything,
})

export const resultSchema = z.object({
  policy: needed,
  rule: text,
  result: text,
  /** The name of `result` before v1alpha2. */
  status: text,
  message: text,
  description: text,
  severity: text,
  category: text,
  source: text,
  properties: part(z.record(z.string(), label)),
  data: part(z.record(z.string(), label)),
  resources: listOf(objectSchema),
  subjects: listOf(objectSchema),
  resourceSelector: anything,
  timestamp: part(z.object({ seconds: anything })),
})

export type Report = z.output<typeof reportSchema>
type Result = z.output<typeof resultSchema>
type Named = z.output<typeof objectSchema>

/** A result is about the objects that it names, or about the one that the whole report is about. */
export function* observationsOf(result: Result, report: Report, raw: string): Generator<Observation> {
  const named = [...result.resources, ...result.subjects]
  const objects = named.length > 0 ? named : [report.scope]
  for (const object of objects) yield observationOf(result, object, report, raw)
}

function observationOf(result: Result, object: Named | undefined, report: Report, raw: string): Observation {
  const property = (...names: string[]) => propertyOf(result, names)
  const component = componentOf(result)
  const words = result.message ?? result.description
  const advisories = advisoryIdsIn(result.policy)
  const score = Number(property('score'))
  return observe({
    kind: kindOf(result, result.source ?? report.source, component),
    rule: component ? (advisories[0] ?? result.policy) : ruleOf(result),
    title: component ? titleOf(words, result.policy) : titleOf(result.rule ?? result.policy),
    description: words,
    severity: severityOfWord(result.severity),
    toolSeverity: result.severity,
    cvss: [component && score > 0 ? cvssRating({ score }) : undefined].filter((one) => one !== undefined),
    advisories,
    component,
    resource: resourceOf(object, report),
    references: linksOf(property('primaryURL', 'primaryLink', 'url', 'link')),
    remediation: property('resolution', 'remediation'),
    seenAt: isoTime(asNumber(Number(result.timestamp?.seconds)) || undefined),
    tags: [result.category, (result.result ?? result.status) === 'warn' ? 'warning' : undefined].filter(
      (tag): tag is string => tag !== undefined,
    ),
    raw,
  })
}

function propertyOf({ properties, data }: Result, names: string[]): string | undefined {
  for (const name of names) {
    const value = ownIn(properties, name) ?? ownIn(data, name)
    if (typeof value === 'string') return value
  }
  return undefined
}

/** Kyverno makes a rule about pods one about deployments too; it stays the same rule. */
const ruleOf = ({ policy, rule }: Result): string =>
  rule && rule !== policy ? `${policy}/${rule.replace(/^autogen-(?:cronjob-)?/, '')}` : policy

/** Adapters of image scanners put the package among the properties. */
function componentOf(result: Result): AffectedComponent | undefined {
  const name = propertyOf(result, ['pkgName', 'resource', 'package'])
  if (!name || advisoryIdsIn(result.policy).length === 0) return undefined
  const fixed = propertyOf(result, ['fixedVersion'])
  return {
    name,
    version: propertyOf(result, ['installedVersion']),
    fixVersions: fixed?.split(/\s*,\s*/).filter(Boolean) ?? [],
  } as AffectedComponent
}

function kindOf(
  { category = '', policy }: Result,
  source = '',
  component?: AffectedComponent | undefined,
): Kind {
  // Whatever it is, it is a part of the image that runs there.
  if (component) return packageKind(policy, undefined) === 'malware' ? 'malware' : 'container'
  const words = `${source} ${category}`
  if (/falco|tetragon|tracee|kubearmor/i.test(words)) return 'runtime'
  if (/secret/i.test(words)) return 'secret'
  return /rbac/i.test(words) ? 'identity' : 'config'
}

/** The scope of a report in a namespace lacks it. */
function resourceOf(object: Named | undefined, { metadata }: Report): Resource | undefined {
  const { kind, name } = object ?? {}
  const namespace = object?.namespace ?? (kind === 'Namespace' ? undefined : metadata?.namespace)
  const address = kubernetesAddress({ kind, namespace, name })
  return address === undefined ? undefined : ({ address, type: kind, provider: 'kubernetes' } as Resource)
}
