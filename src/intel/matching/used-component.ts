import type { AffectedComponent } from '../../model/observation.ts'
import type { UsedPackage } from './asset-packages.ts'

/** A package in use as an observation names it. */
export const usedComponent = ({
  name,
  version,
  purl,
  path,
  direct,
  scope,
}: UsedPackage): AffectedComponent => ({
  name,
  version,
  ...(purl && { purl }),
  ...(path && { path }),
  ...(direct !== null && { direct }),
  ...(scope && { scope: scope as 'runtime' }),
})
