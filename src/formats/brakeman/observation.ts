import { z } from 'zod'
import type { AffectedComponent, CodeLocation, Observation } from '../../model/observation.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { anything, label, listOf, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { paragraphs } from '../values/paragraphs.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'

const step = z.object({
  class: text,
  method: text,
  file: text,
  line: position,
  rendered: part(z.object({ name: text, file: text })),
})

export const warningSchema = z
  .object({
    warning_type: text,
    warning_code: label,
    check_name: text,
    fingerprint: text,
    message: text,
    file: text,
    line: position,
    link: text,
    code: text,
    render_path: listOf(step),
    location: part(
      z.object({
        type: text,
        class: text,
        method: text,
        template: text,
        controller: text,
        model: text,
        alias: text,
      }),
    ),
    user_input: text,
    confidence: text,
    cwe_id: anything,
    note: text,
  })
  .refine((warning) => warning.warning_code ?? warning.check_name ?? warning.warning_type, {
    path: ['warning_type'],
  })

type Warning = z.output<typeof warningSchema>

/** Brakeman rates how sure it is, not how bad a weakness is. */
const CONFIDENCE: { [word: string]: Observation['confidence'] } = byWord({
  High: 'high',
  Medium: 'medium',
  Weak: 'low',
})

export function observationOf(warning: Warning, raw: string, ignored: boolean): Observation {
  const advisories = advisoryIdsIn(warning.message)
  const gem = gemOf(warning, advisories)
  const secret = secretIn(warning)
  return observe({
    kind: gem ? 'dependency' : secret ? 'secret' : 'code',
    rule: ruleOf(warning),
    title: firstSentence(warning.message) ?? warning.warning_type ?? ruleOf(warning),
    description: descriptionOf(warning),
    severity: 'unknown',
    confidence: CONFIDENCE[warning.confidence ?? ''],
    cwes: cwesOf(warning.cwe_id),
    advisories,
    location: locationOf(warning),
    flow: warning.render_path.flatMap(stepOf),
    component: gem,
    secret,
    references: warning.link ? [warning.link] : [],
    remediation: /\bUpgrade to .*$/.exec(warning.message ?? '')?.[0],
    fingerprints: warning.fingerprint ? { brakeman: warning.fingerprint } : undefined,
    verdict: ignored ? { state: 'accepted', reason: warning.note, source: 'brakeman-ignore' } : undefined,
    tags: [...new Set([warning.warning_type, warning.check_name])].filter((tag) => tag !== undefined),
    raw,
  })
}

/** The id that Brakeman's own SARIF gives a check. */
const ruleOf = ({ warning_code, check_name, warning_type }: Warning): string =>
  warning_code ? `BRAKE${warning_code.padStart(4, '0')}` : (check_name ?? warning_type ?? 'warning')

const descriptionOf = (warning: Warning): string | undefined =>
  paragraphs(warning.message, warning.user_input && `User input: ${warning.user_input}`)

function locationOf(warning: Warning): CodeLocation | undefined {
  if (!warning.file) return undefined
  const place = warning.location
  const owner = place?.class ?? place?.template ?? place?.controller ?? place?.model
  return {
    path: relativePath(warning.file),
    line: warning.line,
    snippet: warning.code,
    symbol: place?.method ? [owner, place.method].filter(Boolean).join('#') : owner,
  }
}

/** A step on the way from a controller's action to the template that the warning is about. */
const stepOf = ({ file, line, class: owner, method, rendered }: z.output<typeof step>): CodeLocation[] =>
  file
    ? [
        {
          path: relativePath(file),
          line,
          symbol: method ? [owner, method].filter(Boolean).join('#') : owner,
          message: rendered?.name && `renders ${rendered.name}`,
        },
      ]
    : []

const GEMFILE = /(?:^|\/)(?:Gemfile(?:\.lock)?|gems\.(?:rb|locked)|[^/]+\.gemspec)$/

/** `Rails 3.2.3 contains a … (CVE-…). Upgrade to Rails 3.2.16 or 4.0.2` about a Gemfile is about a gem. */
function gemOf({ message = '', file }: Warning, advisories: string[]): AffectedComponent | undefined {
  const [, given, version] = /^([\w-]+)(?: gem)? (\d[\w.]*)\b/.exec(message) ?? []
  if (!given || !version || (advisories.length === 0 && !GEMFILE.test(file ?? ''))) return undefined
  const name = given.toLowerCase()
  const upgrade = /\bUpgrade to (.*)$/.exec(message)?.[1]
  return {
    name,
    version,
    purl: purlOf({ type: 'gem', name, version }),
    path: file && relativePath(file),
    fixVersions: upgrade?.match(/\d+(?:\.\w+)+/g)?.map((fix) => fix.replace(/\.$/, '')),
  }
}

/** Passwords for basic authentication and session secrets that stand in the code. */
function secretIn({ warning_type, code }: Warning): string | undefined {
  if (warning_type !== 'Basic Authentication' && warning_type !== 'Session Setting') return undefined
  return /(?:password|secret\w*)['"]?\s*(?:=>|:|=)\s*(["'])((?:\\.|(?!\1).)+)\1/i.exec(code ?? '')?.[2]
}
