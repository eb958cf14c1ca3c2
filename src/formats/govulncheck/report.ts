import type { Advisory, Config, Finding, Frame } from './schema.ts'

/** All that a report says of one vulnerability in one module. */
export interface Group {
  osv: string
  module: string
  version?: string
  fixed?: string
  /** From the vulnerable symbol to an entry point: of the most telling finding, then of others that were called. */
  traces: Frame[][]
  /** The most telling finding. */
  raw: string
}

export interface Report {
  /** Something in it was a message of govulncheck. */
  known: boolean
  config?: Config | undefined
  startedAt?: string | undefined
  advisories: Map<string, Advisory>
  groups: Map<string, Group>
  modules: { path: string; version?: string | undefined }[]
  /** Which modules each module requires, where an older report says so. */
  requires: Map<string, string[]>
}

export const newReport = (): Report => ({
  known: false,
  advisories: new Map(),
  groups: new Map(),
  modules: [],
  requires: new Map(),
})

export const isCalled = (trace: Frame[] | undefined): boolean => trace?.[0]?.function !== undefined

/** How much a trace tells: that it is required, that it is imported, that it is called. */
const levelOf = (trace: Frame[] | undefined): number => (isCalled(trace) ? 2 : trace?.[0]?.package ? 1 : 0)

export function addFinding(report: Report, { osv, fixed_version: fixed, trace }: Finding, raw: string): void {
  const { module = '', version } = trace[0] ?? {}
  const key = JSON.stringify([osv, module, version])
  const known = report.groups.get(key)
  if (!known) {
    const group = { osv, module, ...(version && { version }), ...(fixed && { fixed }), traces: [trace], raw }
    report.groups.set(key, group)
    return
  }
  if (fixed) known.fixed ??= fixed
  if (levelOf(trace) > levelOf(known.traces[0])) Object.assign(known, { traces: [trace], raw })
  else if (isCalled(trace)) known.traces.push(trace)
}
