import type { AffectedComponent, Endpoint, Resource } from '../../model/observation.ts'

/** Where a script looked. */
export interface Target {
  endpoint?: Endpoint
  resource?: Resource
  component?: AffectedComponent | undefined
  seenAt?: string | undefined
}
