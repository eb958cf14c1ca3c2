import { z } from 'zod'
import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import type { GivenAlert } from '../github-code-scanning/alerts.ts'
import { asTexts } from '../values/fields.ts'
import { flag, needed, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'

/** In a commit; what was found in an issue, a discussion or a wiki has addresses alone. */
const place = z
  .object({
    path: text,
    start_line: position,
    end_line: position,
    start_column: position,
    end_column: position,
    commit_sha: text,
  })
  .loose()

export const alertSchema = z.object({
  secret_type: needed,
  secret_type_display_name: text,
  provider: text,
  secret: text,
  state: text,
  resolution: text,
  resolution_comment: text,
  created_at: text,
  html_url: text,
  validity: text,
  publicly_leaked: flag,
  multi_repo: flag,
  push_protection_bypassed: flag,
  first_location_detected: part(place),
})

type Alert = z.output<typeof alertSchema>

/** GitHub rates no secrets: the severity is unknown. An active one has been tried with its provider. */
export function observationOf(alert: Alert, given: GivenAlert): Observation {
  const { secret_type: rule, secret_type_display_name: name, html_url, validity } = alert
  const found = alert.first_location_detected
  return observe({
    kind: 'secret',
    rule,
    title: name ?? rule,
    severity: 'unknown',
    confidence: validity === 'active' ? 'high' : undefined,
    location: locationOf(found),
    secret: alert.secret,
    references: [...new Set([...(html_url ? [html_url] : []), ...addressesIn(found)])],
    verdict: verdictOf(alert),
    seenAt: isoTime(alert.created_at),
    tags: [
      ...(validity ? [`validity:${validity}`] : []),
      ...(alert.provider ? [alert.provider] : []),
      ...(alert.publicly_leaked ? ['publicly-leaked'] : []),
      ...(alert.multi_repo ? ['multi-repo'] : []),
      ...(alert.push_protection_bypassed ? ['push-protection-bypassed'] : []),
      ...(found?.commit_sha ? [`commit:${found.commit_sha}`] : []),
    ],
    raw: given.text,
  })
}

function locationOf(found: Alert['first_location_detected']): CodeLocation | undefined {
  const path = relativePath(found?.path ?? '')
  if (!found || path === '') return undefined
  const { start_line: line, end_line: endLine, start_column: column, end_column: endColumn } = found
  return { path, line, endLine, column, endColumn }
}

/** Addresses of the API answer programs only, so those for people go first where there are any. */
function addressesIn(found: Alert['first_location_detected']): string[] {
  const links = Object.entries(found ?? {}).filter(([name]) => name.endsWith('_url'))
  const own = links.filter(([name]) => name === 'html_url')
  return asTexts((own.length > 0 ? own : links).map(([, link]) => link))
}

function verdictOf({ state, resolution, resolution_comment }: Alert): ProducerVerdict | undefined {
  if (state !== 'resolved' && !(state === undefined && resolution)) return undefined
  const reason = [resolution, resolution_comment].filter(Boolean).join(': ')
  const told = { ...(reason && { reason }), source: 'github-alert' }
  if (resolution === 'false_positive') return { state: 'false_positive', ...told }
  return { state: resolution === 'revoked' ? 'fixed' : 'accepted', ...told }
}
