import { cell } from '../syntax/csv-report.ts'
import { isObject, type Json } from '../values/fields.ts'
import type { Told } from './item.ts'

/** Older tables call the kind of scanner `Scanner Type`, and lack the columns behind `CVE`. */
export function toldByRow(row: Record<string, string>): Told {
  const scanner = cell(row, 'Scanner Name')
  const details = [cell(row, 'Details'), cell(row, 'Additional Info')].filter(Boolean).join('\n\n')
  return {
    type: (cell(row, 'Tool') ?? cell(row, 'Scanner Type'))?.replaceAll(' ', '_'),
    state: cell(row, 'Status'),
    reason: cell(row, 'Dismissal Reason'),
    comment: cell(row, 'Comments'),
    detectedAt: cell(row, 'Detected At'),
    id: cell(row, 'Vulnerability ID'),
    value: {
      name: cell(row, 'Vulnerability'),
      description: details || undefined,
      severity: cell(row, 'Severity'),
      scanner: scanner && { name: scanner },
      identifiers: identifiersOf(row),
      location: locationIn(cell(row, 'Location')),
      cvss_vectors: vectorsIn(cell(row, 'CVSS Vectors')),
    },
  }
}

const listIn = (text: string | undefined): string[] =>
  text
    ?.split(/[;,|]/)
    .map((part) => part.trim())
    .filter(Boolean) ?? []

const identifiersOf = (row: Record<string, string>): Json[] => [
  ...listIn(cell(row, 'CVE')).map((value) => ({ type: 'cve', name: value, value })),
  ...listIn(cell(row, 'Other Identifiers')).map((value) => ({ type: 'other', name: value, value })),
  ...listIn(cell(row, 'CWE')).map((value) => ({
    type: 'cwe',
    name: value,
    value: value.replace(/^CWE-/i, ''),
  })),
]

/** As Ruby prints it: `{"file"=>"app/till.rb", "start_line"=>32, "class"=>nil}`. */
function locationIn(text: string | undefined): Json | undefined {
  if (text === undefined) return undefined
  const json = text.replace(/"\s*=>\s*nil\b/g, '":null').replace(/"\s*=>\s*/g, '":')
  try {
    const value: unknown = JSON.parse(json)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** `NVD=CVSS:3.1/AV:N/…, GitLab=…` */
const vectorsIn = (text: string | undefined): Json[] =>
  [...(text ?? '').matchAll(/(?:([\w ]{1,40})=)?(CVSS:[34]\.\d\/[A-Z:/]+)/g)].map(([, vendor, vector]) => ({
    vendor: vendor?.trim() || 'unknown',
    vector,
  }))
