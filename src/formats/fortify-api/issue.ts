import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { verdictOf as auditOf } from '../fortify/verdict.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { flag, label, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'

/** Fortify on Demand writes this where it knows nothing. */
const said = text.transform((value) => (value === '(Not Set)' ? undefined : value))

export const issueSchema = z
  .object({
    // SSC
    issueInstanceId: text,
    issueName: text,
    fullFileName: text,
    friority: text,
    engineType: text,
    engineCategory: text,
    analyzer: text,
    primaryTag: text,
    issueStatus: text,
    foundDate: text,
    removed: flag,
    suppressed: flag,
    bugURL: text,
    _href: text,
    // Fortify on Demand
    instanceId: text,
    category: text,
    primaryLocationFull: text,
    severityString: text,
    cwe: said,
    analysisType: said,
    scantype: said,
    auditorStatus: said,
    isSuppressed: flag,
    closedStatus: flag,
    introducedDate: text,
    bugLink: text,
    // Both
    id: label,
    primaryLocation: text,
    lineNumber: position,
    kingdom: said,
    package: said,
  })
  .refine(({ issueName, category }) => issueName ?? category, { path: ['issueName'] })

type Issue = z.output<typeof issueSchema>

export function observationOf(issue: Issue, raw: string): Observation {
  const rule = issue.issueName ?? issue.category ?? ''
  const place = issue.fullFileName ?? issue.primaryLocationFull ?? issue.primaryLocation
  const severity = issue.friority ?? issue.severityString
  const isUrl = /^https?:\/\//.test(place ?? '')
  const sort = `${issue.engineCategory ?? ''} ${issue.engineType ?? ''} ${issue.scantype ?? ''}`
  const advisories = advisoryIdsIn(rule)
  const instance = issue.issueInstanceId ?? issue.instanceId
  return observe({
    kind: isUrl || /dynamic|webinspect/i.test(sort) ? 'web' : advisories.length > 0 ? 'dependency' : 'code',
    rule,
    title: rule,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(...(issue.cwe?.match(/CWE-\d+/g) ?? [])),
    advisories,
    location: isUrl || !place ? undefined : { path: relativePath(place), line: issue.lineNumber },
    endpoint: isUrl && place ? { url: place } : undefined,
    references: [issue.bugURL, issue.bugLink, issue._href].filter((link) => link !== undefined),
    fingerprints: instance ? { 'fortify/instance': instance } : undefined,
    verdict: verdictOf(issue),
    seenAt: isoTime(issue.foundDate ?? issue.introducedDate),
    tags: [issue.kingdom, issue.analyzer ?? issue.analysisType, issue.package].filter(
      (tag) => tag !== undefined,
    ),
    raw,
  })
}

/** What an auditor said, and what is no longer there. */
function verdictOf(issue: Issue): ProducerVerdict | undefined {
  const analysis = issue.primaryTag ?? issue.auditorStatus
  if (issue.removed || issue.closedStatus) return { state: 'fixed', source: 'fortify-removed' }
  const isAccepted = /^risk (?:accepted|mitigated)$/i.test(analysis ?? '')
  return auditOf({ analysis, suppressed: issue.suppressed || issue.isSuppressed || isAccepted })
}
