import { judgesAny, licenseJudge } from '../../inventory/licenses/judge-licenses.ts'
import type { LicensePolicy } from '../../inventory/licenses/license-policy.ts'
import type { Observation } from '../../model/observation.ts'
import type { UsedPackage } from './asset-packages.ts'
import { usedComponent } from './used-component.ts'

/** A package version whose licences the policy does not simply allow. */
export interface Unsuitable {
  used: UsedPackage
  verdict: 'review' | 'deny'
  /** The licence that decided; empty where none is told. */
  license: string
}

/** What of some package versions does not suit the policy, whatever they are used for. */
export function unsuitableLicenses(used: readonly UsedPackage[], policy: LicensePolicy): Unsuitable[] {
  if (!judgesAny(policy)) return []
  const judge = licenseJudge(policy)
  return used.flatMap((one) => {
    const { verdict, license } = judge(one.licenses)
    return verdict === 'allow' ? [] : [{ used: one, verdict, license }]
  })
}

/** One observation, if the policy looks at such a use. */
export const licenseObservation = (
  { used, verdict, license }: Unsuitable,
  { development }: LicensePolicy,
): Observation[] => (!development && isOfDevelopment(used) ? [] : [observationOf(used, verdict, license)])

const isOfDevelopment = ({ scope }: UsedPackage): boolean => scope === 'development' || scope === 'test'

const observationOf = (used: UsedPackage, verdict: 'review' | 'deny', license: string): Observation => ({
  type: 'observation',
  kind: 'license',
  rule: license || 'no-license',
  title: license ? `${used.name} is under ${license}` : `No report tells under which licence ${used.name} is`,
  description: [
    verdict === 'deny'
      ? 'The licence policy refuses it.'
      : "The licence policy asks for somebody's word on it.",
    ...(used.licenses.length > 1 || used.licenses[0] !== license
      ? [`All that is told of its licences: ${used.licenses.join('; ') || 'nothing'}.`]
      : []),
  ].join(' '),
  severity: verdict === 'deny' ? 'high' : license ? 'medium' : 'low',
  confidence: 'high',
  component: usedComponent(used),
  remediation:
    verdict === 'deny'
      ? `Use something else in place of ${used.name}, or have whoever keeps the licence policy accept it.`
      : 'Find out what the licence asks for in the way you use and deliver the package, and record the decision here.',
  raw: JSON.stringify({ component: used.purl, licenses: used.licenses, verdict }, null, 1),
})
