import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'
import type { Place } from './looked-at.ts'
import type { License, Secret } from './schema.ts'

/** Trivy prints secrets with asterisks only, so there is no value to tell them by. */
export const secretOf = (
  from: Secret,
  { result }: Place,
  raw: string,
  verdict?: ProducerVerdict,
): Observation =>
  observe({
    kind: 'secret',
    rule: from.RuleID,
    title: titleOf(from.Title, from.RuleID),
    severity: severityOfWord(from.Severity),
    toolSeverity: from.Severity,
    location: result.Target
      ? {
          path: relativePath(result.Target),
          line: from.StartLine,
          endLine: from.EndLine,
          snippet: from.Match,
        }
      : undefined,
    verdict,
    tags: from.Category ? [from.Category] : [],
    raw,
  })

export function licenseOf(from: License, raw: string, verdict?: ProducerVerdict): Observation {
  const path = from.FilePath && relativePath(from.FilePath)
  const holder = from.PkgName ?? path
  return observe({
    kind: 'license',
    rule: from.Name,
    title: `${from.Name}${from.Category ? ` (${from.Category})` : ''}${holder ? ` in ${holder}` : ''}`,
    severity: severityOfWord(from.Severity),
    toolSeverity: from.Severity,
    confidence: confidenceOf(from.Confidence),
    location: path ? { path } : undefined,
    component: from.PkgName ? { name: from.PkgName, path } : undefined,
    references: from.Link ? [from.Link] : [],
    verdict,
    tags: from.Category ? [from.Category] : [],
    raw,
  })
}

/** How much of a licence's text Trivy recognised; 0.9 is its own threshold for reporting a text at all. */
const confidenceOf = (share?: number): Observation['confidence'] =>
  share === undefined ? undefined : share >= 0.9 ? 'high' : share >= 0.7 ? 'medium' : 'low'
