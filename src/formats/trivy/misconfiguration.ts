import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { titleOf } from '../values/title.ts'
import type { Place } from './looked-at.ts'
import type { Misconfiguration } from './schema.ts'

export function misconfigurationOf(
  from: Misconfiguration,
  place: Place,
  raw: string,
  verdict?: ProducerVerdict,
): Observation {
  const { Resource: resource, Provider: provider, Occurrences: occurrences = [] } = from.CauseMetadata ?? {}
  const address = resource ?? place.object
  return observe({
    kind: 'config',
    rule: from.ID,
    title: titleOf(from.Title, from.Message, from.ID),
    description: [from.Description, from.Message].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(from.Severity),
    toolSeverity: from.Severity,
    location: locationOf(from, place),
    related: occurrences.map((occurrence) => ({
      path: relativePath(occurrence.Filename),
      line: occurrence.Location?.StartLine,
      endLine: occurrence.Location?.EndLine,
      message: occurrence.Resource,
    })) as CodeLocation[],
    resource: address ? { address, type: place.result.Type, provider } : undefined,
    references: [...new Set([...(from.PrimaryURL ? [from.PrimaryURL] : []), ...from.References])],
    remediation: from.Resolution,
    verdict,
    tags: from.AVDID && from.AVDID !== from.ID ? [from.AVDID] : [],
    raw,
  })
}

/** In a cluster the target is an object, not a file; a Terraform module's own directory is no file either. */
function locationOf(
  { CauseMetadata }: Misconfiguration,
  { result, object }: Place,
): CodeLocation | undefined {
  const path = !object && result.Target ? relativePath(result.Target) : ''
  if (path === '') return undefined
  const { StartLine: line, EndLine: endLine, Code } = CauseMetadata ?? {}
  const snippet = Code?.Lines.map(({ Content }) => Content).join('\n') || undefined
  return { path, line, endLine, snippet } as CodeLocation
}
