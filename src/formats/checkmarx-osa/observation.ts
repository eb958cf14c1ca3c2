import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { verdictOf } from '../checkmarx/triage.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, needed, number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'

export const librarySchema = z.object({ id: needed, name: needed, version: label })

export const vulnerabilitySchema = z
  .object({
    id: text,
    cveName: text,
    score: number,
    severity: part(z.object({ name: text })),
    url: text,
    description: text,
    recommendations: text,
    sourceFileName: text,
    libraryId: text,
    state: part(z.object({ name: text })),
  })
  .refine((vulnerability) => vulnerability.cveName ?? vulnerability.id, { path: ['cveName'] })

type Library = z.output<typeof librarySchema>

/** Only Maven's names have a colon; the others' do not say where they are from. */
export const purlOfLibrary = ({ name, version }: Library): string | undefined =>
  /^[\w.-]+:[\w.-]+$/.test(name) ? purlOf({ type: 'maven', name, ...(version && { version }) }) : undefined

export function observationOf(
  vulnerability: z.output<typeof vulnerabilitySchema>,
  library: Library | undefined,
  raw: string,
): Observation {
  const rule = vulnerability.cveName ?? vulnerability.id ?? 'vulnerability'
  const rating = cvssRating({ score: vulnerability.score })
  const path = relativePath(vulnerability.sourceFileName ?? '')
  return observe({
    kind: 'dependency',
    rule,
    title: library ? `${library.name}: ${rule}` : rule,
    description: vulnerability.description,
    severity: severityOfWord(vulnerability.severity?.name),
    toolSeverity: vulnerability.severity?.name,
    cvss: rating && [rating],
    advisories: advisoryIds(vulnerability.cveName),
    component: library && {
      name: library.name,
      version: library.version,
      purl: purlOfLibrary(library),
      path: path || undefined,
    },
    references: vulnerability.url ? [vulnerability.url] : [],
    remediation: vulnerability.recommendations,
    verdict: verdictOf(vulnerability.state?.name),
    raw,
  })
}
