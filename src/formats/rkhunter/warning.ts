import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

/** A check that gave a warning, and what was said of it. */
export interface Warning {
  /** Name of the test that was running; the screen does not show it. */
  test?: string | undefined
  check?: string | undefined
  messages: string[]
  lines: string[]
}

export function warningObservation({ test, check, messages, lines }: Warning): Observation {
  const [first] = messages
  const subject = check ?? first ?? 'Warning'
  const path = relativePath(
    /^(\/\S+)$/.exec(check ?? '')?.[1] ?? /'(\/[^']+)'/.exec(`${check ?? ''} ${first ?? ''}`)?.[1] ?? '',
  )
  return observe({
    kind: kindOf(test, subject),
    rule: test ?? subject,
    title: first ?? subject,
    description: [check, ...messages].filter(Boolean).join('\n'),
    severity: severityOfWord('warning'),
    toolSeverity: 'Warning',
    location: path === '' ? undefined : { path },
    // One test warns of several things; what it was looking at tells them apart, not what it found there.
    fingerprints: { rkhunter: [test, subject].filter(Boolean).join(': ') },
    tags: check && test ? [check] : [],
    raw: lines.join('\n') || subject,
  })
}

const SYSTEM =
  /^(?:system_configs|group_accounts|passwd_changes|group_changes|startup_files|network|ports|packet_cap_apps|apps|filesystem|loaded_modules|avail_modules|os_specific|local_host|hidden_ports)/
const FILES = /^(?:properties|hashes|attributes|immutable|scripts|shared_libs|strings|system_commands)/

function kindOf(test: string | undefined, subject: string): Kind {
  if (FILES.test(test ?? '') || /^\//.test(subject)) return 'runtime'
  return SYSTEM.test(test ?? '') ? 'config' : 'malware'
}
