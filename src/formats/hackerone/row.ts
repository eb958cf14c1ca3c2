import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { cvssRating } from '../values/cvss.ts'
import { type Json, asText as said } from '../values/fields.ts'
import { itemsOfReport } from './report.ts'

/** A row of the CSV export, or an element of `findings`, which has the same names. */
export function* itemsOfRow(
  row: Json,
  { where, text }: { where: string; text: string },
  claimed: Set<string>,
): Generator<Item> {
  const title = said(row.title)
  if (title === undefined) {
    yield loss(where, 'this report has no title and is left out')
    return
  }
  const report = {
    id: said(row.id),
    title,
    state: said(row.substate) ?? said(row.state),
    severity: said(row.severity_rating),
    cvss: cvssRating({ score: row.severity_score }),
    weakness: said(row.weakness),
    cves: row.cve_ids,
    scope: said(row.structured_scope),
    reportedAt: said(row.reported_at),
    duplicateOf: said(row.original_report_id),
    references: [said(row.reference_url)],
    tags: [said(row.reference), said(row.structured_scope_reference)],
  }
  yield* itemsOfReport(report, text, claimed)
}
