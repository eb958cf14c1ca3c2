import { controlId, controlsIn } from '../values/control-id.ts'
import { titleOf as oneTitle } from '../values/title.ts'
import type { Finding } from './finding.ts'
import { productField } from './resource.ts'

/** Products that say what they found as a type, and only who found it as their generator. */
const BY_TYPE = /guardduty|macie|access.analyzer|health|detective/i

/** The check's own id, whoever made the finding. */
export function ruleOf(finding: Finding): string {
  const control = finding.Compliance?.SecurityControlId ?? productField(finding, 'ControlId')
  if (control) return control
  const generator = finding.GeneratorId ?? ''
  const type = finding.Types[0]?.split('/').at(-1)
  if (type && BY_TYPE.test(`${finding.ProductArn} ${finding.ProductName}`)) return type
  const check = generatedBy(generator)
  // Trivy's generator of old and for secrets is Trivy itself; some products have an ARN with the account in it.
  if (check === '' || check.toLowerCase() === 'trivy' || /:\d{12}:/.test(check))
    return type && check !== 'Trivy' ? type : oneTitle(finding.Title.replace(/^Trivy found .* in \S+: /, ''))
  return check
}

/** `prowler-check11`, `Trivy/KSV001`, `security-control/S3.8`, `arn:aws:securityhub:::ruleset/cis…/v/1.2.0/rule/1.1`. */
const generatedBy = (generator: string): string =>
  generator
    .replace(/^(?:prowler-|Trivy\/|security-control\/)/, '')
    .replace(/^arn:[^:]*:securityhub:[^:]*::ruleset\//, '')

/** The controls that the finding is about, by the standards and requirements that it names. */
export function controlsOf(finding: Finding): string[] {
  const { SecurityControlId, AssociatedStandards = [], RelatedRequirements = [] } = finding.Compliance ?? {}
  const control = SecurityControlId ?? productField(finding, 'ControlId') ?? productField(finding, 'RuleId')
  const standards = [
    productField(finding, 'StandardsArn'),
    productField(finding, 'StandardsGuideArn'),
    ...AssociatedStandards.map(({ StandardsId }) => StandardsId),
  ].filter((standard): standard is string => standard !== undefined)
  // A control's number in Security Hub (S3.8) is not its number in other frameworks; those are among the requirements.
  const own = standards.filter(
    (standard) => !/cis|nist|pci/i.test(standard) || /^[\d.]+$/.test(control ?? ''),
  )
  return [
    ...new Set([
      ...(control ? own.map((standard) => controlId(standard.replace(/^arn:[^/]*\//, ''), control)) : []),
      ...RelatedRequirements.flatMap((requirement) => controlsIn(requirement, 'aws')),
    ]),
  ]
}
