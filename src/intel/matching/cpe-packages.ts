import { cpeName } from '../../formats/values/cpe.ts'
import { CPE_ECOSYSTEM, productKey, versionOf } from '../feeds/nvd/affected.ts'
import type { NamedPackage } from './packages-of.ts'

/**
 * The names under which the NVD speaks of what a CPE names, in the version that it or the report (`version`) tells: with the software that
 * it is made for, and without. Empty for what is no application, or has no version.
 */
export function cpePackages(cpe: string | undefined, version: string): NamedPackage[] {
  const parts = cpeName(cpe)
  const own = (parts?.version && versionOf(parts)) || version
  if (parts?.part !== 'application' || !parts.vendor || !own) return []
  const { target: _, ...general } = parts
  return [...new Set([productKey(general), productKey(parts)])].map((name) => ({
    ecosystem: CPE_ECOSYSTEM,
    release: '',
    name,
    version: own,
  }))
}
