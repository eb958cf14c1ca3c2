import { z } from 'zod'
import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, listOf, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import type { GivenAlert } from './alerts.ts'

/** Scripts that print an alert's nothing in their own way. */
const said = text.transform((value) => (value === 'None' ? undefined : value))

const instance = z.object({
  ref: text,
  category: text,
  commit_sha: text,
  message: part(z.object({ text })),
  location: part(
    z.object({
      path: text,
      start_line: position,
      end_line: position,
      start_column: position,
      end_column: position,
    }),
  ),
  classifications: texts,
})

export const alertSchema = z.object({
  rule: z.object({
    id: text,
    name: text,
    description: text,
    full_description: text,
    severity: text,
    security_severity_level: text,
    tags: texts,
    help: text,
    help_uri: text,
  }),
  tool: part(z.object({ name: text, version: said })),
  number: label,
  state: text,
  created_at: text,
  html_url: text,
  dismissed_reason: said,
  dismissed_comment: said,
  most_recent_instance: part(instance),
  instances: listOf(instance),
})

type Alert = z.output<typeof alertSchema>

export function observationOf(alert: Alert, given: GivenAlert): Observation {
  const { rule, html_url, number } = alert
  const found = alert.most_recent_instance ?? alert.instances[0]
  // The one of security where the rule has it, else that of code quality.
  const severity = rule.security_severity_level ?? rule.severity
  const advisories = advisoryIdsIn(rule.id, rule.name, rule.description)
  const title = titleOf(rule.description, rule.name, rule.id)
  return observe({
    kind: advisories.length > 0 ? 'dependency' : 'code',
    rule: rule.id ?? rule.name ?? title,
    title,
    description: [rule.full_description, found?.message?.text].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(rule.tags),
    advisories,
    location: locationOf(found),
    references: [html_url, rule.help_uri].filter((link) => link !== undefined),
    remediation: rule.help,
    // Numbers are given once in a repository and follow the finding when code moves.
    fingerprints:
      number === undefined ? undefined : { github: [given.repository, number].filter(Boolean).join('#') },
    verdict: verdictOf(alert),
    seenAt: isoTime(alert.created_at),
    tags: [
      ...rule.tags.filter((tag) => !tag.startsWith('external/cwe/')),
      ...(found?.classifications ?? []),
      ...[found?.category, found?.ref].filter((tag) => tag !== undefined),
      ...(found?.commit_sha ? [`commit:${found.commit_sha}`] : []),
    ],
    raw: given.text,
  })
}

function locationOf(found: z.output<typeof instance> | undefined): CodeLocation | undefined {
  const { path = '', start_line, end_line, start_column, end_column } = found?.location ?? {}
  const own = relativePath(path)
  if (own === '') return undefined
  return { path: own, line: start_line, endLine: end_line, column: start_column, endColumn: end_column }
}

function verdictOf({ state, dismissed_reason, dismissed_comment }: Alert): ProducerVerdict | undefined {
  const word = state?.toLowerCase()
  const reason = [dismissed_reason, dismissed_comment].filter(Boolean).join(': ')
  const told = { ...(reason && { reason }), source: 'github-alert' }
  if (word === 'fixed' || word === 'closed') return { state: 'fixed', ...told }
  if (word !== 'dismissed') return undefined
  return { state: dismissed_reason === 'false positive' ? 'false_positive' : 'accepted', ...told }
}
