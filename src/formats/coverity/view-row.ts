import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { timeInOrder } from '../values/slash-date.ts'

/** Columns of a view; a person chooses which of them there are. */
export const rowSchema = z
  .object({
    cid: label,
    checker: text,
    displayType: text,
    displayImpact: text,
    displayCategory: text,
    displayFile: text,
    displayFunction: text,
    displayIssueKind: text,
    displayComponent: text,
    status: text,
    classification: text,
    action: text,
    cwe: label,
    lastDetected: text,
    lineNumber: label,
    mergeKey: text,
  })
  .refine(({ checker, displayType }) => checker ?? displayType, { path: ['checker'] })

type Row = z.output<typeof rowSchema>

export function rowObservation(row: Row, { text: raw }: { text: string }): Observation {
  const { checker, displayType: type, displayImpact: impact, displayFile: file, cid, mergeKey } = row
  return observe({
    kind: 'code',
    rule: checker ?? type ?? '',
    title: type ?? checker ?? '',
    severity: impact === 'Audit' ? 'info' : severityOfWord(impact),
    toolSeverity: impact,
    cwes: cwesOf(row.cwe),
    location: file
      ? {
          path: relativePath(file),
          line: Number(row.lineNumber) > 0 ? Number(row.lineNumber) : undefined,
          symbol: row.displayFunction,
        }
      : undefined,
    fingerprints: {
      ...(mergeKey === undefined ? {} : { mergeKey }),
      ...(cid === undefined ? {} : { cid }),
    },
    verdict: verdictOf(row),
    // Years have two digits.
    seenAt: timeInOrder(row.lastDetected?.replace(/\/(\d\d)$/, '/20$1'), 'month'),
    tags: [row.displayCategory, row.displayIssueKind].filter((tag) => tag !== undefined),
    raw,
  })
}

function verdictOf({ status, classification = '', action }: Row): ProducerVerdict | undefined {
  const source = 'coverity-triage'
  if (/^(?:fixed|absent dismissed)$/i.test(status ?? '')) return { state: 'fixed', reason: status, source }
  if (/^false positive$/i.test(classification))
    return { state: 'false_positive', reason: classification, source }
  if (/^intentional$/i.test(classification)) return { state: 'accepted', reason: classification, source }
  return /^dismissed$/i.test(status ?? '') ? { state: 'accepted', reason: action, source } : undefined
}
