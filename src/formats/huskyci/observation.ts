import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, needed, position, text } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { isKeyHeader, secretInMatch } from '../values/secret-in-match.ts'

export const vulnerabilitySchema = z.object({
  title: needed,
  securitytool: text,
  severity: text,
  confidence: text,
  language: text,
  file: text,
  line: position,
  code: text,
  details: text,
  type: text,
  version: label,
  vulnerablebelow: text,
})

type Vulnerability = z.output<typeof vulnerabilitySchema>

const KINDS = byWord<Kind>({
  gitleaks: 'secret',
  safety: 'dependency',
  npmaudit: 'dependency',
  yarnaudit: 'dependency',
  tfsec: 'config',
})

/** Bandit's message about a password ends with it. */
const PASSWORD = /password: '([\s\S]+)'$/

/** One result of one of the tools that huskyCI runs, in the words that all of them share. Brakeman's severity is only in the list's name. */
export function observationOf(from: Vulnerability, { text: raw, where }: Element): Observation {
  const severity = from.severity ?? /(\w+)vulns\/\d+$/.exec(where)?.[1]
  const { title, securitytool: tool, confidence, details, code, file, line } = from
  const password = PASSWORD.exec(title)?.[1]
  const kind = password ? 'secret' : (KINDS[tool?.toLowerCase().replace(/\W/g, '') ?? ''] ?? 'code')
  const component = kind === 'dependency' ? componentOf(from) : undefined
  const advisories = kind === 'dependency' ? advisoryIdsIn(title, details) : []
  const secret = kind === 'secret' ? (password ?? secretInMatch(code ?? '')) : undefined
  const snippet = line && code ? sourceLine(code, line) : code
  const said = title
    .replace(/^Vulnerable Dependency: (?=.*\s)/, component ? '$&' : '')
    .replace(PASSWORD, 'password')
  return observe({
    kind,
    rule: advisories[0] ?? from.type ?? ruleOf(said, file),
    title: said,
    ...(details && details !== title && { description: details }),
    severity: severity?.toUpperCase() === 'NOSEC' ? 'info' : severityOfWord(severity),
    ...(severity && { toolSeverity: severity }),
    ...(confidence && { confidence: confidenceOfWord(confidence) }),
    cwes: cwesOf(/\bCWE-\d+/.exec(details ?? '')?.[0]),
    advisories,
    ...(file &&
      !component && {
        location: {
          path: relativePath(file),
          ...(line && { line }),
          ...(snippet && !isKeyHeader(snippet) && { snippet }),
        },
      }),
    ...(component && { component }),
    ...(secret && { secret }),
    references: linksOf(details),
    // `#nosec`, `#nohusky`: somebody has looked at it.
    ...(severity?.toUpperCase() === 'NOSEC' && { verdict: { state: 'accepted' as const, source: 'nosec' } }),
    ...(tool && { tool }),
    raw,
  })
}

/** Gitleaks' titles end with the file. */
const ruleOf = (title: string, file: string | undefined): string =>
  file && title.endsWith(`: ${file}`) ? title.slice(0, -file.length - 2).replace(/ in$/, '') : title

/** `Vulnerable Dependency: django (<1.11.27)`; npm's and yarn's name the package alone. */
function componentOf({
  title,
  code,
  language,
  version,
  vulnerablebelow,
}: Vulnerability): AffectedComponent | undefined {
  const [, named] = /^Vulnerable Dependency: (\S+)/.exec(title) ?? []
  const [spelled, pinned] = (code ?? '').trim().split(/\s+/)
  const name = named ?? (spelled || undefined)
  if (!name) return undefined
  const used = version ?? pinned
  const type = purlTypeOf(language)
  const purl = type && purlOf({ type, name, ...(used && { version: used }) })
  const [, fix] = /^<\s*(\d[^\s,|]*)$/.exec(vulnerablebelow?.trim() ?? '') ?? []
  return { name, ...(used && { version: used }), ...(purl && { purl }), ...(fix && { fixVersions: [fix] }) }
}

/** Bandit and Gosec print the lines around the place, each behind its number. */
function sourceLine(code: string, line: number): string {
  const lines = code.split('\n')
  const own = lines.find((text) => text.startsWith(`${line} `) || text.startsWith(`${line}: `))
  return own === undefined ? code : own.replace(/^\d+:? /, '')
}
