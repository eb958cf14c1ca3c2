import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { controlId } from '../values/control-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { reachabilityOf } from '../values/reachability.ts'
import { secretInMatch } from '../values/secret-in-match.ts'
import { flowOf } from './flow.ts'
import type { Extra, Metadata, Result, ScaInfo } from './result.ts'

/** Without an account the CLI prints this instead of source lines and fingerprints. */
const WITHHELD = 'requires login'

/** ERROR, WARNING and INFO are the older words for high, medium and low; the other two are no weaknesses. */
const SEVERITY = new Map<string, Severity>([
  ['CRITICAL', 'critical'],
  ['HIGH', 'high'],
  ['ERROR', 'high'],
  ['MEDIUM', 'medium'],
  ['WARNING', 'medium'],
  ['LOW', 'low'],
  ['INFO', 'low'],
  ['EXPERIMENT', 'info'],
  ['INVENTORY', 'info'],
])

/** The secret in the lines that a result prints, if it is about one. */
export function secretOf({ extra, ...result }: Result): string | undefined {
  if (!extra || !isSecret(extra, extra.metadata ?? {})) return undefined
  return secretInMatch(matched(shown(extra.lines), result))
}

export function observationOf(result: Result, element: Element): Observation {
  const extra: Partial<Extra> = result.extra ?? {}
  const metadata: Partial<Metadata> = extra.metadata ?? {}
  const lines = shown(extra.lines)
  const fingerprint = shown(extra.fingerprint)
  const secret = isSecret(extra, metadata)
  const rated = metadata['sca-severity'] ?? extra.severity
  return observe({
    kind: extra.sca_info ? 'dependency' : secret ? 'secret' : 'code',
    rule: result.check_id,
    title: firstSentence(extra.message) ?? result.check_id,
    description: extra.message,
    severity: severityOf(rated),
    toolSeverity: rated,
    confidence: confidenceOf(metadata.confidence, extra.validation_state),
    cwes: cwesOf(metadata.cwe ?? []),
    advisories: advisoryIds(
      metadata['sca-vuln-database-identifier'] ?? [],
      metadata.cve ?? [],
      metadata.ghsa ?? [],
    ),
    location: {
      path: relativePath(result.path),
      line: result.start?.line,
      column: result.start?.col,
      endLine: result.end?.line,
      endColumn: result.end?.col,
      snippet: lines,
    },
    flow: flowOf(extra.dataflow_trace),
    component: extra.sca_info && componentOf(extra.sca_info, metadata),
    reachability:
      extra.sca_info?.reachable === undefined
        ? undefined
        : // Many of its rules only compare versions: that it shows no use is no proof of none.
          extra.sca_info.reachable
          ? reachabilityOf('reachable')
          : { level: 'present' as const, evidence: 'no use of it was matched' },
    secret: secretOf(result),
    controls: asvsOf(metadata),
    references: referencesOf(metadata),
    remediation: extra.fix,
    fingerprints: fingerprint ? { semgrep: fingerprint } : undefined,
    verdict: extra.is_ignored
      ? { state: 'accepted', reason: 'ignored by a nosemgrep comment', source: 'semgrep-ignore' }
      : undefined,
    tags: tagsOf(extra, metadata),
    raw: element.text,
  })
}

/** `5.3.8 OS Command Injection` of OWASP's verification standard. */
function asvsOf({ asvs }: Partial<Metadata>): string[] {
  const [number] = /^\d+(?:\.\d+)+/.exec(asvs?.control_id ?? '') ?? []
  return number === undefined
    ? []
    : [controlId(['OWASP ASVS', asvs?.version].filter(Boolean).join(' '), number)]
}

const referencesOf = (metadata: Partial<Metadata>): string[] => {
  const own = [metadata.source, ...(metadata['source-rule-url'] ?? []), metadata.asvs?.control_url]
  return [...new Set([...(metadata.references ?? []), ...own])].filter((url) => url !== undefined)
}

const shown = (text: string | undefined): string | undefined => (text === WITHHELD ? undefined : text)

const severityOf = (word: string | undefined): Severity =>
  (word && SEVERITY.get(word.toUpperCase())) || severityOfWord(word)

/** Hard-coded password, cryptographic key, credentials. */
const SECRET_CWES = [259, 321, 798]

/** A result of Semgrep Secrets, or of any rule about credentials in source: its lines hold them in clear. */
function isSecret(extra: Partial<Extra>, metadata: Partial<Metadata>): boolean {
  const state = extra.validation_state
  if (metadata.product === 'secrets' || (state !== undefined && state !== 'NO_VALIDATOR')) return true
  if ((metadata.technology ?? []).includes('secrets')) return true
  return cwesOf(metadata.cwe ?? []).some((cwe) => SECRET_CWES.includes(cwe))
}

/** The matched part of the printed source lines; columns count from 1, the end is behind the last character. */
function matched(lines: string | undefined, { start, end }: Pick<Result, 'start' | 'end'>): string {
  if (!lines || !start?.col || !end?.col) return ''
  const rows = lines.split('\n')
  const last = (end.line ?? start.line ?? 1) - (start.line ?? 1)
  if (last < 0 || last >= rows.length) return ''
  const tail = rows.slice(0, last + 1)
  tail[last] = (tail[last] as string).slice(0, end.col - 1)
  return tail.join('\n').slice(start.col - 1)
}

function confidenceOf(word: string | undefined, state: string | undefined): Observation['confidence'] {
  return state === 'CONFIRMED_VALID' ? 'high' : confidenceOfWord(word)
}

function componentOf({ dependency_match: match }: ScaInfo, metadata: Partial<Metadata>): AffectedComponent {
  const found = match.found_dependency
  const path = found.lockfile_path ?? match.lockfile ?? found.manifest_path
  const chain = match.dependency_paths[0]?.nodes ?? []
  const type = purlTypeOf(found.ecosystem)
  return {
    name: found.package,
    version: found.version,
    purl: type && purlOf({ type, name: found.package, version: found.version }),
    path: path && relativePath(path),
    fixVersions: [...new Set((metadata['sca-fix-versions'] ?? []).flatMap((fix) => Object.values(fix)))],
    direct: found.transitivity === 'direct' ? true : found.transitivity === 'transitive' ? false : undefined,
    chain: chain.map((node) => (node.version ? `${node.package}@${node.version}` : node.package)),
  }
}

function tagsOf(extra: Partial<Extra>, metadata: Partial<Metadata>): string[] {
  const reachable = extra.sca_info?.reachable
  const state = extra.validation_state === 'NO_VALIDATOR' ? undefined : extra.validation_state
  const tags = [
    ...(metadata.category ? [metadata.category] : []),
    ...(metadata.subcategory ?? []),
    ...(metadata.owasp ?? []).map((item) => `OWASP ${item}`),
    ...(metadata.technology ?? []),
    ...(state ? [state.toLowerCase().replaceAll('_', '-')] : []),
    ...(reachable === undefined ? [] : [reachable ? 'reachable' : 'unreachable']),
    ...(extra.historical_info?.git_commit ? [`commit:${extra.historical_info.git_commit}`] : []),
  ]
  return [...new Set(tags)]
}
