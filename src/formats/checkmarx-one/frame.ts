import { z } from 'zod'
import type { Problem, ReportHeader } from '../contract.ts'
import { loss } from '../problem.ts'
import { asNumber, asObject, asObjects, asText, isObject, type Json, ownIn } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import type { Result } from './result.ts'

export const frameSchema = z
  .record(z.string(), z.unknown())
  .refine((frame) => Array.isArray(frame.results) || isObject(frame.scanResults), { path: ['results'] })

/** What a report says of its scan, in whichever of its editions. */
export function headerOf(frame: Json): ReportHeader {
  const [head, scan, summary, run] = [
    'reportHeader',
    'scanInformation',
    'executiveSummary',
    'scanSummary',
  ].map((name) => asObject(frame[name]))
  const target = asText(head?.projectName) ?? asText(summary?.projectName)
  const branch =
    asText(head?.scannedBranchName) ??
    asText(head?.branchName) ??
    asText(scan?.branch) ??
    asText(summary?.branchName)
  const producedAt =
    timeOf(run?.scanCompletedDate) ??
    timeOf(head?.scanDate) ??
    timeOf(head?.createdDate) ??
    timeOf(frame.reportCreationDate)
  return {
    type: 'header',
    tool: 'Checkmarx One',
    ...(target !== undefined && { target }),
    ...(branch !== undefined && { branch }),
    ...(producedAt !== undefined && { producedAt }),
  }
}

/** Times may be written as `2025-03-01 08:00:00.5 +0000 UTC`. */
const timeOf = (value: unknown): string | undefined =>
  isoTime(asText(value)?.replace(/([+-]\d{4}) UTC$/, '$1'))

/** The objects above a result (language or technology, query, package), without the list that it stands in. */
export function holdersOf(frame: Json, where: string): Json[] {
  const holders: Json[] = []
  let at: unknown = frame
  for (const key of where.split('/').slice(1)) {
    if (isObject(at) && at !== frame) holders.push(at)
    at = Array.isArray(at) ? at[Number(key)] : isObject(at) ? ownIn(at, key) : undefined
  }
  return holders
}

/** What a report says of a sort of weakness, apart from its results. */
export function adviceIn(frame: Json, { cweId }: Result): { risk?: string; cause?: string; advice?: string } {
  const number = Number(cweId)
  const entry = asObjects(frame.vulnerabilityDetails).find((one) => asNumber(one.cweId) === number)
  const [risk, cause, advice] = [entry?.risk, entry?.cause, entry?.generalRecommendations].map(asText)
  return { ...(risk && { risk }), ...(cause && { cause }), ...(advice && { advice }) }
}

const KNOWN = [
  'totalResults',
  'severitiesBreakdown',
  'resultsList',
  'sast',
  'kics',
  'sca',
  'packages',
  'technology',
]

/** Engines whose results have no place that is known: they are told, not dropped. */
export function* unreadParts(frame: Json): Generator<Problem> {
  for (const name of ['containerScanResults', 'apiSecScanResults', 'scsScanResults'])
    if (isObject(frame[name])) yield* unread(`/${name}`)
  for (const [name, value] of Object.entries(asObject(frame.scanResults) ?? {}))
    if (!KNOWN.includes(name) && (isObject(value) || Array.isArray(value)))
      yield* unread(`/scanResults/${name}`)
}

function* unread(where: string): Generator<Problem> {
  yield loss(where, 'the results of this engine are in a shape that is not known and are left out')
}
