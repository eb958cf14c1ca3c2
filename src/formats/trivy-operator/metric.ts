import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { controlId } from '../values/control-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { imageClaim } from '../values/image-reference.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { label, shaped, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'

const schema = z.object({ metric: z.record(z.string(), label), value: texts })
type Labels = Record<string, string | undefined>

/** The operator's metrics carry each finding in their labels: https://aquasecurity.github.io/trivy-operator/latest/tutorials/grafana-dashboard/ */
export function* metricItems(element: Element): Generator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { metric: labels, value } = read.value
  const reader = READERS.find(([name]) => name === labels.__name__)?.[1]
  const observation = reader?.(labels, element.text, value[1])
  if (observation === undefined)
    yield loss(element.where, 'left out, because this metric is not known or names no finding')
  else if (observation !== 'passed') {
    yield withoutGaps({ type: 'header' as const, tool: 'Trivy', target: resourceOf(labels)?.address })
    if (labels.image_repository)
      yield imageClaim(
        [labels.image_registry, labels.image_repository].filter(Boolean).join('/') +
          (labels.image_tag ? `:${labels.image_tag}` : ''),
        {
          digest: labels.image_digest,
        },
      )
    yield observation
  }
}

function resourceOf(labels: Labels) {
  const { resource_kind: kind, namespace } = labels
  const address = kubernetesAddress({ kind, namespace, name: labels.resource_name || labels.name })
  return address ? { address, ...(kind && { type: kind }), provider: 'kubernetes' } : undefined
}

type Reader = (labels: Labels, raw: string, value: string | undefined) => Observation | 'passed' | undefined

function vulnerabilityOf(labels: Labels, raw: string): Observation | undefined {
  const { vuln_id: id, resource: name } = labels
  if (!id || !name) return undefined
  const rating = cvssRating({ score: Number(labels.vuln_score) || undefined })
  return observe({
    kind:
      labels.class === 'lang-pkgs'
        ? packageKind(id, undefined)
        : labels.class
          ? 'container'
          : packageKind(id, undefined),
    rule: id,
    title: labels.vuln_title || `${id} in ${name}`,
    severity: severityOfWord(labels.severity),
    toolSeverity: labels.severity,
    cvss: rating ? [rating] : [],
    advisories: advisoryIds(id),
    component: {
      name,
      version: labels.installed_version,
      fixVersions: labels.fixed_version?.split(/\s*,\s*/).filter(Boolean) ?? [],
    },
    resource: resourceOf(labels),
    tags: labels.container_name ? [`container:${labels.container_name}`] : [],
    raw,
  })
}

/** `config_audit_id`, `rbac_assessment_id`, … with the rest of the check beside them. */
const checkReader =
  (prefix: string): Reader =>
  (labels, raw) => {
    const id = labels[`${prefix}_id`]
    if (!id) return undefined
    if (labels[`${prefix}_success`] === 'true') return 'passed'
    const category = labels[`${prefix}_category`]
    return observe({
      kind: 'config',
      rule: id,
      title: labels[`${prefix}_title`] || id,
      description: labels[`${prefix}_description`],
      severity: severityOfWord(labels.severity),
      toolSeverity: labels.severity,
      resource: resourceOf(labels),
      tags: category ? [category] : [],
      raw,
    })
  }

function secretOf(labels: Labels, raw: string): Observation | undefined {
  const rule = labels.secret_rule_id
  if (!rule) return undefined
  const path = labels.secret_target && relativePath(labels.secret_target)
  return observe({
    kind: 'secret',
    rule,
    title: labels.secret_title || rule,
    severity: severityOfWord(labels.severity),
    toolSeverity: labels.severity,
    location: path ? { path } : undefined,
    resource: resourceOf(labels),
    tags: labels.secret_category ? [labels.secret_category] : [],
    raw,
  })
}

/** A control of a benchmark, whose value is in how many places it failed or passed. */
function complianceOf(
  labels: Labels,
  raw: string,
  value: string | undefined,
): Observation | 'passed' | undefined {
  const { compliance_id: id, compliance_name: name, title = 'compliance' } = labels
  if (!id) return undefined
  if (labels.status === 'Pass' || value === '0') return 'passed'
  return observe({
    kind: 'config',
    rule: id,
    title: name || `Control ${id}`,
    description: labels.description,
    severity: severityOfWord(labels.severity),
    toolSeverity: labels.severity,
    controls: [controlId(title, id, 'kubernetes')],
    tags: value ? [`failed:${value}`] : [],
    raw,
  })
}

const READERS: [string, Reader][] = [
  ['trivy_vulnerability_id', vulnerabilityOf],
  ['trivy_configaudits_info', checkReader('config_audit')],
  ['trivy_rbacassessments_info', checkReader('rbac_assessment')],
  ['trivy_role_rbacassessments_info', checkReader('rbac_assessment')],
  ['trivy_infraassessments_info', checkReader('infra_assessment')],
  ['trivy_exposedsecrets_info', secretOf],
  ['trivy_compliance_info', complianceOf],
]
