import type { Finding } from '../api/types.ts'
import { ago, percent } from '../words/format.ts'

/** What of a finding's facts speaks for doing it now, strongest first; at most three, so that they can be read. */
export function reasonsFor(finding: Finding, now: number = Date.now()): string[] {
  const { kind, knownExploited, epss, component, tools } = finding
  return [
    knownExploited && 'known exploited',
    epss !== null && epss >= 0.1 && `EPSS ${percent(epss)}`,
    component?.fixVersion && `fix in ${component.fixVersion}`,
    tools.length > 1 && `${tools.length} tools agree`,
    kind === 'combination' && 'toxic combination',
    openFor(finding.firstSeen, now),
  ]
    .filter((reason) => typeof reason === 'string')
    .slice(0, 3)
}

/** `now` is no time that something lasts. */
function openFor(firstSeen: string, now: number): string {
  const time = ago(firstSeen, now)
  return time === 'now' ? 'just found' : `open for ${time}`
}
