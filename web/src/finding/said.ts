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
export const firstThatSays = <K extends keyof Said>(observations: Observation[], field: K): Said[K] =>
  allThatSay(observations, field)[0]

/** The place that the first says, with its source as any tool printed that of the same line. */
export function printedPlace(observations: Observation[]): CodePlace | undefined {
  const places = allThatSay(observations, 'location')
  const [first] = places
  if (!first || first.snippet) return first
  return (
    places.find(({ path, line, snippet }) => snippet && path === first.path && line === first.line) ?? first
  )
}

function allThatSay<K extends keyof Said>(observations: Observation[], field: K): NonNullable<Said[K]>[] {
  const present = observations.toSorted((a, b) => Number(b.present) - Number(a.present))
  return present
    .map((observation) => saidBy(observation)[field])
    .filter((value) => value !== undefined && value !== null)
}
