import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { packageFields } from './package.ts'
import type { Record } from './record.ts'
import { resourceOf } from './resource.ts'

/** One failed or skipped check of a framework (`terraform`, `secrets`, `sca_package`, …). */
export function observationOf(record: Record, framework: string, element: Element): Observation {
  const kind = kindOf(record, framework)
  const skipped = element.pattern.includes('/skipped_checks/') || record.check_result?.result === 'SKIPPED'
  return observe({
    kind,
    rule: record.check_id,
    title: record.check_name ?? record.short_description ?? record.check_id,
    description: [record.description, ...record.details].filter(Boolean).join('\n') || undefined,
    severity: severityOfWord(record.severity),
    toolSeverity: record.severity,
    location: locationOf(record),
    related: callerOf(record),
    controls: controlsOf(record),
    references: record.guideline ? [record.guideline] : [],
    remediation: record.fixed_definition,
    verdict: skipped
      ? { state: 'accepted', reason: record.check_result?.suppress_comment, source: 'checkov-skip' }
      : undefined,
    tags: [
      framework || undefined,
      record.bc_check_id,
      stateTag(record),
      record.added_commit_hash && `commit:${record.added_commit_hash}`,
    ].filter((tag): tag is string => Boolean(tag)),
    ...particulars(record, kind, framework),
    raw: element.text,
  })
}

const PIPELINES = /^(?:github_actions|gitlab_ci|argo_workflows|\w+_pipelines)$/

function kindOf(record: Record, framework: string): Kind {
  if (framework === 'secrets' || record.check_id.startsWith('CKV_SECRET_')) return 'secret'
  if (record.vulnerability_details)
    return record.vulnerability_details.license
      ? 'license'
      : framework === 'sca_image'
        ? 'container'
        : 'dependency'
  if (PIPELINES.test(framework)) return 'pipeline'
  if (framework.startsWith('sast')) return 'code'
  return framework === 'openapi' ? 'api' : 'config'
}

/** What only a secret, only a package, or only a configured resource has. */
function particulars(record: Record, kind: Kind, framework: string): Partial<Observation> {
  if (record.vulnerability_details) return packageFields(record, record.vulnerability_details)
  if (kind === 'secret') return secretFields(record)
  const given = record.resource_address ?? record.resource
  if (kind === 'code' || !given) return {}
  return { resource: resourceOf(given, { framework, check: record.check_id, file: record.file_path }) }
}

/** Checkov prints a secret's beginning and stars; in place of the resource stands its digest, the same wherever the secret is. */
function secretFields(record: Record): Partial<Observation> {
  const [, start] = /([^\s"'`=:]*?)\*{3,}/.exec(snippetOf(record) ?? '') ?? []
  return {
    secretMasked: start === undefined ? undefined : `${start.slice(0, 4)}…`,
    fingerprints: record.resource ? { checkov: record.resource } : undefined,
  }
}

function locationOf(record: Record): CodeLocation {
  const [first, last] = record.file_line_range ?? []
  const shown = record.code_block[0]?.[0]
  return {
    path: relativePath(record.repo_file_path ?? record.file_path),
    line: first ?? (shown || undefined),
    endLine: last,
    snippet: snippetOf(record),
  }
}

const snippetOf = (record: Record): string | undefined =>
  record.code_block
    .map(([, source]) => source)
    .join('')
    .trimEnd() || undefined

/** Where a module is called that holds the resource. */
function callerOf(record: Record): CodeLocation[] {
  if (!record.caller_file_path) return []
  const [line, endLine] = record.caller_file_line_range ?? []
  return [{ path: relativePath(record.caller_file_path), line, endLine, message: 'module call' }]
}

const controlsOf = (record: Record): string[] =>
  Object.entries(record.benchmarks ?? {}).flatMap(([benchmark, controls]) =>
    texts.parse(controls).map((control) => `${benchmark}:${control}`),
  )

const stateTag = (record: Record): string | undefined =>
  record.validation_status && record.validation_status !== 'Unavailable'
    ? `validation:${record.validation_status.toLowerCase()}`
    : undefined
