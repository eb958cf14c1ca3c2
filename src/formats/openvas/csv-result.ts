import type { Row } from '../syntax/csv.ts'
import { cvssRating } from '../values/cvss.ts'
import { linksIn } from '../values/html-text.ts'
import { epssOf, type Result } from './result.ts'

/** A row of the CSV report. */
export function resultInRow({ row, text, where }: Row): Result {
  const score = row.CVSS
  const rating = cvssRating({ score })
  const references = row['Other References'] ?? ''
  return {
    where,
    raw: text,
    oid: row['NVT OID'],
    name: row['NVT Name'] || undefined,
    host: row.IP || row.Hostname,
    hostname: row.Hostname,
    port: row.Port,
    protocol: row['Port Protocol'],
    threat: row.Severity || undefined,
    score,
    qod: row.QoD,
    cvss: rating ? [rating] : [],
    about: [
      row.Summary,
      row['Vulnerability Insight'],
      row.Impact && `Impact: ${row.Impact}`,
      row['Affected Software/OS'] && `Affected: ${row['Affected Software/OS']}`,
      row['Vulnerability Detection Method'] && `Detection: ${row['Vulnerability Detection Method']}`,
      row['Product Detection Result'] && `Product: ${row['Product Detection Result']}`,
    ],
    detail: row['Specific Result'],
    remediation: row.Solution || undefined,
    cves: [row.CVEs ?? ''],
    references: linksIn(references.replaceAll(',', ' ')),
    tags: [
      row['Solution Type'],
      ...(row.CERTs ?? '').split(','),
      ...(row.BIDs ?? '').split(',').map((id) => id.trim() && `BID:${id.trim()}`),
      ...references.split(',').filter((reference) => !/^\s*https?:/i.test(reference)),
    ].map((tag) => tag?.trim()),
    epss: epssOf(row['Max Severity EPSS score'], row['Max EPSS score']),
    time: row.Timestamp,
  }
}
