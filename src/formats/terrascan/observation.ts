import { z } from 'zod'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { needed, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const violationSchema = z.object({
  rule_id: needed,
  rule_name: text,
  description: text,
  severity: text,
  category: text,
  skip_comment: text,
  resource_name: text,
  resource_type: text,
  module_name: text,
  file: text,
  line: position,
})

type Violation = z.output<typeof violationSchema>

interface Run {
  iacType: string | undefined
  skipped: boolean
}

export function observationOf(
  violation: Violation,
  { iacType, skipped }: Run,
  element: Element,
): Observation {
  const path = relativePath(violation.file ?? '')
  const { rule_name: name, category, skip_comment: comment } = violation
  return observe({
    kind: 'config',
    rule: violation.rule_id,
    title: violation.description ?? name ?? violation.rule_id,
    severity: severityOfWord(violation.severity),
    toolSeverity: violation.severity,
    location: path === '' ? undefined : { path, ...(violation.line && { line: violation.line }) },
    resource: resourceOf(violation, iacType),
    verdict: skipped
      ? { state: 'accepted', reason: comment ?? 'skipped', source: 'terrascan-skip' }
      : undefined,
    tags: [name, category].filter((tag): tag is string => tag !== undefined),
    raw: element.text,
  })
}

const PROVIDERS: [RegExp, string][] = [
  [/^aws_/, 'aws'],
  [/^azurerm_/, 'azure'],
  [/^google_/, 'gcp'],
  [/^kubernetes_/, 'kubernetes'],
]

/**
 * Whatever the language, Terrascan names types as Terraform does (`aws_s3_bucket`, `kubernetes_pod`); objects of Kubernetes get the
 * address that they have elsewhere.
 */
function resourceOf(violation: Violation, iacType: string | undefined): Resource | undefined {
  const { resource_name: name, resource_type: type, module_name: module } = violation
  if (!name) return undefined
  const [, object] = /^kubernetes_(\w+)$/.exec(type ?? '') ?? []
  if (object && !/^(?:terraform|tfplan)/.test(iacType ?? '')) {
    const kind = object.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
    return { address: kubernetesAddress({ kind, name }) as string, type: kind, provider: 'kubernetes' }
  }
  const within = module && module !== 'root' ? `module.${module}.` : ''
  const provider = PROVIDERS.find(([pattern]) => pattern.test(type ?? ''))?.[1]
  return { address: `${within}${[type, name].filter(Boolean).join('.')}`, type, provider } as Resource
}
