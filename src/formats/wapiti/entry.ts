import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { methodIn } from '../values/http-message.ts'
import { label, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { addressAt, originOf } from '../values/web-address.ts'

/** What all flaws of one sort share. */
export interface Flaw {
  name: string
  /** `vulnerabilities`, `anomalies` or `additionals`. */
  list: string
  description?: string | undefined
  solution?: string | undefined
  references: string[]
  wstg: string[]
}

export interface Run {
  target?: string | undefined
  /** As the report says: `Wapiti 3.0.4`. */
  version?: string | undefined
}

const headers = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())])

export const entrySchema = z
  .object({
    method: text,
    path: text,
    url: text,
    info: text,
    level: label,
    parameter: text,
    referer: text,
    module: text,
    http_request: text,
    curl_command: text,
    wstg: texts,
    detail: part(
      z.object({ response: part(z.object({ status_code: label, body: text, headers: part(headers) })) }),
    ),
  })
  .refine((entry) => entry.path ?? entry.url ?? entry.info, { path: ['path'] })

export type Entry = z.output<typeof entrySchema>

const SEVERITIES: Record<string, Severity> = byWord({
  0: 'info',
  1: 'low',
  2: 'medium',
  3: 'high',
  4: 'critical',
})
/** Before 3.0.4 the levels counted from the worst. */
const OLD_SEVERITIES: Record<string, Severity> = byWord({ 1: 'high', 2: 'medium', 3: 'low' })

function severityOf(level: string | undefined, version: string | undefined): Severity {
  const [, major = 9, minor = 0, patch = 0] =
    /(\d+)\.(\d+)(?:\.(\d+))?/.exec(version?.slice(0, 100) ?? '')?.map(Number) ?? []
  const isOld = major < 3 || (major === 3 && minor === 0 && patch < 4)
  return (level && (isOld ? OLD_SEVERITIES : SEVERITIES)[level]) || 'unknown'
}

export function observationOf(entry: Entry, flaw: Flaw, run: Run, raw: string): Observation {
  const url = entry.url ?? addressAt(originOf(run.target) ?? run.target, entry.path)
  const request = entry.http_request ?? entry.curl_command
  return observe({
    kind: 'web',
    rule: flaw.name,
    title: entry.info ? `${flaw.name}: ${entry.info}` : flaw.name,
    description: [flaw.description, entry.info].filter(Boolean).join('\n\n') || undefined,
    severity: severityOf(entry.level, run.version),
    toolSeverity: entry.level,
    cwes: cwesOf(flaw.references),
    advisories: advisoryIdsIn(entry.info),
    endpoint: url
      ? {
          url,
          method: entry.method ?? methodIn(request),
          parameter: entry.parameter,
          request,
          response: responseIn(entry),
        }
      : undefined,
    references: [...new Set(flaw.references.flatMap((reference) => linksIn(reference)))],
    remediation: flaw.solution,
    tags: [
      ...new Set([
        ...(flaw.list === 'vulnerabilities' ? [] : [flaw.list]),
        ...(entry.module ? [entry.module] : []),
        ...flaw.wstg,
        ...entry.wstg,
      ]),
    ],
    raw,
  })
}

function responseIn({ detail }: Entry): string | undefined {
  const { status_code: status, body, headers: sent } = detail?.response ?? {}
  const pairs = Array.isArray(sent) ? sent.map((pair) => [pair].flat()) : Object.entries(sent ?? {})
  const lines = pairs.map(([name, value]) => `${name}: ${value}`)
  const head = [...(status ? [`HTTP ${status}`] : []), ...lines].join('\n')
  return [head, body].filter(Boolean).join('\n\n') || undefined
}
