import type { Observation } from '../../model/observation.ts'
import type { AssetPackage, UsedPackage } from './asset-packages.ts'
import { usedComponent } from './used-component.ts'

/**
 * What those who publish a package version say not to use any more (npm's `deprecated`, Packagist's `abandoned`, as lockfiles and SBOMs
 * pass it on), as low: nothing is known to be wrong, and nobody looks after it.
 */
export function abandonedObservation(used: UsedPackage & Partial<AssetPackage>): Observation[] {
  if (used.deprecated == null) return []
  return [
    {
      type: 'observation',
      kind: 'dependency',
      rule: 'abandoned',
      title: `${used.name} ${used.version} is abandoned`,
      description: `Its publishers say: ${used.deprecated}`,
      severity: 'low',
      confidence: 'high',
      // CWE-1104: use of unmaintained third-party components.
      cwes: [1104],
      component: usedComponent(used),
      remediation: `Replace ${used.name} ${used.version} by a version or a package that is kept up.`,
      raw: JSON.stringify({ component: used.purl, deprecated: used.deprecated }, null, 1),
    },
  ]
}
