import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { needed, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

const policySchema = z.object({
  policyInfo: z.object({
    title: text,
    description: text,
    fullyQualifiedPolicyName: text,
    severity: text,
    threat: texts,
    remediationSteps: texts,
    namespace: text,
  }),
  violations: z.array(z.unknown()).nullable(),
})

const violationSchema = z.object({
  canonicalLink: needed,
  status: text,
  violationEntityType: text,
  aux: z.record(z.string(), z.unknown()).nullish().catch(undefined),
})

type Policy = z.output<typeof policySchema>['policyInfo']
type Violation = z.output<typeof violationSchema>

/** What a policy says of each entity it was tried on: those that failed it are found, of those that it was not tried on nothing is known. */
export function* policyItems(element: Element): Generator<Observation | Problem> {
  const policy = shaped(policySchema, element)
  if (policy.type === 'problem') {
    yield policy
    return
  }
  const { policyInfo, violations } = policy.value
  const rule = policyInfo.fullyQualifiedPolicyName ?? keyAt(element.where)
  for (const [index, value] of (violations ?? []).entries()) {
    const where = `${element.where}/violations/${index}`
    const violation = shaped(violationSchema, { where, value })
    if (violation.type === 'problem') yield violation
    else if (violation.value.status === 'SKIPPED')
      yield problem(
        where,
        `${rule} was not tried on this ${violation.value.violationEntityType ?? 'entity'}: the token may lack a permission`,
      )
    else if (violation.value.status !== 'PASSED')
      yield observationOf(
        rule,
        policyInfo,
        violation.value,
        JSON.stringify({ policyInfo, violations: [value] }),
      )
  }
}

function observationOf(rule: string, policy: Policy, violation: Violation, raw: string): Observation {
  const { title, severity, threat, remediationSteps, namespace } = policy
  const { canonicalLink, violationEntityType } = violation
  return observe({
    kind: namespace === 'actions' || namespace === 'runner_group' ? 'pipeline' : 'identity',
    rule,
    title: title ?? rule,
    description:
      [policy.description, ...threat, ...evidenceIn(violation.aux)].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    resource: { address: canonicalLink, type: violationEntityType, provider: providerOf(canonicalLink) },
    references: [canonicalLink],
    remediation: remediationSteps.join('\n') || undefined,
    tags: namespace ? [namespace] : [],
    raw,
  })
}

/** What a policy tells beside the entity itself: names of secrets, runners, hooks. */
const evidenceIn = (aux: Violation['aux']): string[] =>
  Object.entries(aux ?? {})
    .filter(
      ([name, value]) =>
        !/^entity(?:Id|Name)$/.test(name) && JSON.stringify(value) !== '[]' && value !== null,
    )
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)

function providerOf(link: string): string | undefined {
  const host = URL.canParse(link) ? new URL(link).hostname : ''
  return /(?:^|\.)(github|gitlab)\./.exec(host)?.[1]
}
