import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Line } from '../syntax/lines.ts'
import { byWord } from '../values/by-word.ts'
import { observe, withoutGaps } from '../values/observe.ts'

export interface About {
  host: string | undefined
  seenAt: string | undefined
}

/** The tool's two words, and checks that it leaves to a person. */
const SEVERITIES: Record<string, Severity> = byWord({
  warning: 'medium',
  suggestion: 'low',
  manual: 'info',
  manual_check: 'info',
})

/** What was found stands in entries of these names; all others are what the audit measured. */
export function* itemsOf({ text, where }: Line, about: About): Generator<Item> {
  const [, name = '', value = ''] = /^(\w+)(?:\[\])?=(.*)$/.exec(text.trim()) ?? []
  const severity = Object.hasOwn(SEVERITIES, name) ? SEVERITIES[name] : undefined
  if (severity) yield finding(name, severity, value, text, about)
  else if (name === 'vulnerable_package') {
    if (value.trim() && value.trim() !== 'NA') yield vulnerable(value, text, about)
  } else if (name === 'exception')
    yield problem(where, 'a check of Lynis met an exception: it may have found nothing because of it')
  else if (name === 'installed_packages_array') yield* packages(value)
}

const cellsOf = (value: string): string[] =>
  value.split('|').map((cell) => (cell.trim() === '-' ? '' : cell.trim()))

/** `SSH-7408|Consider hardening SSH configuration|AllowTcpForwarding (set YES to NO)|text:…|` */
function finding(
  name: string,
  severity: Severity,
  value: string,
  raw: string,
  { host, seenAt }: About,
): Observation {
  const [id = '', message = '', details = '', solution = ''] = cellsOf(value)
  // A check of many options is one check for each: the option's name stands first.
  const option = /^([A-Za-z]\w*) \(/.exec(details)?.[1]
  const check = /^[A-Z]+-\d+$/.test(id) ? id : message || id || name
  const remedy = solution.replace(/^text:/, '')
  return observe({
    kind: 'config',
    rule: option ? `${check}:${option}` : check,
    title: message || id || name,
    description: details || undefined,
    severity,
    toolSeverity: name,
    resource: host ? { address: host, type: 'host' } : undefined,
    remediation: /^https?:|^url:/.test(remedy) ? undefined : remedy || undefined,
    references: [
      ...(/^(?:url:)?https?:/.test(remedy) ? [remedy.replace(/^url:/, '')] : []),
      ...(/^[A-Z]+-\d+$/.test(id) ? [`https://cisofy.com/lynis/controls/${id}/`] : []),
    ],
    fingerprints: host ? undefined : { lynis: option ? `${check}:${option}` : check },
    seenAt,
    tags: severity === 'info' ? ['manual-check'] : [],
    raw,
  })
}

/** A package that the system's own audit calls vulnerable, without saying by what. */
function vulnerable(value: string, raw: string, { seenAt }: About): Observation {
  const [name = '', version] = cellsOf(value)
  return observe({
    kind: 'container',
    rule: 'vulnerable-package',
    title: `Vulnerable package: ${name || value}`,
    severity: 'unknown',
    component: { name: name || value.trim(), version: version || undefined },
    seenAt,
    raw,
  })
}

/** `acl,2.3.1|adduser,3.134` */
function* packages(value: string): Generator<Item> {
  for (const entry of value.split('|')) {
    const [name = '', version = ''] = entry.split(',').map((part) => part.trim())
    if (name)
      yield withoutGaps({
        type: 'component',
        ref: `${name} ${version}`.trim(),
        name,
        version: version || undefined,
      })
  }
}
