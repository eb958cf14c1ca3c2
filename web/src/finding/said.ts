import type { CodePlace, Observation } from '../api/types.ts'

/** What an observation's `data` may hold of what is shown here; every field may be missing. */
export interface Said {
  description?: string
  toolSeverity?: string
  confidence?: string
  cvss?: { vector?: string; score?: number; version?: string; source?: string }[]
  location?: CodePlace
  related?: CodePlace[]
  flow?: CodePlace[]
  component?: {
    name: string
    version?: string
    purl?: string
    path?: string
    fixVersions?: string[]
    direct?: boolean
    chain?: string[]
  }
  endpoint?: {
    url: string
    method?: string
    parameter?: string
    request?: string
    response?: string
    evidence?: string
  }
  resource?: { address: string; type?: string; provider?: string; region?: string; account?: string }
  secretMasked?: string
  controls?: string[]
  references?: string[]
  remediation?: string
  tags?: string[]
}

export const saidBy = (observation: Observation): Said => observation.data as Said

/** The first observation that says a thing, those that still see it before those that do not. */
export function firstThatSays<K extends keyof Said>(observations: Observation[], field: K): Said[K] {
  const present = observations.toSorted((a, b) => Number(b.present) - Number(a.present))
  return present.map((observation) => saidBy(observation)[field]).find((value) => value !== undefined)
}
