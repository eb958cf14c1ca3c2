import type { EstateLink } from '../../model/estate.ts'
import type { RunningResource } from '../infrastructure/running-resources.ts'
import { asText, asTexts } from '../values/fields.ts'

/** Which identity has which managed policy, those of AWS too, and who is in which group. */
export function* policyLinks(resources: readonly RunningResource[]): Generator<EstateLink> {
  for (const { name, fields } of resources)
    for (const arn of asTexts(fields.ManagedPolicyArns))
      yield {
        type: 'link',
        from: { kind: 'identity', name },
        kind: 'uses',
        to: { kind: 'permission', name: arn },
        evidence: `${name} has the policy attached`,
        confidence: 1,
      }
  const groups = new Map(
    resources.flatMap(({ name, type, more }) =>
      type === 'AWS::IAM::Group' && more?.title ? [[more.title, name] as const] : [],
    ),
  )
  for (const { name, fields } of resources)
    for (const group of asTexts(fields.GroupNames)) {
      const arn = asText(groups.get(group))
      if (!arn) continue
      yield {
        type: 'link',
        from: { kind: 'identity', name },
        kind: 'uses',
        to: { kind: 'identity', name: arn },
        evidence: `${name} is in the group`,
        confidence: 1,
      }
    }
}
