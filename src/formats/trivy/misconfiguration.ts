import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
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
  const address = resource ?? place.object ?? objectIn(from, place)
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

const KINDS = new Map(
  [
    ...[
      'Pod',
      'Deployment',
      'StatefulSet',
      'DaemonSet',
      'ReplicaSet',
      'ReplicationController',
      'Job',
      'CronJob',
    ],
    ...['Service', 'ServiceAccount', 'ConfigMap', 'Ingress', 'NetworkPolicy'],
    ...['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'],
  ].map((kind) => [kind.toLowerCase(), kind] as const),
)

/**
 * Of an object in a manifest only the message tells the name: `Container 'web' of Deployment 'shop' should …`, `Pod 'shop' should …`,
 * `container web of deployment shop in default namespace …`.
 */
function objectIn({ Message: message = '' }: Misconfiguration, { result }: Place): string | undefined {
  if (result.Type !== 'kubernetes' && result.Type !== 'helm') return undefined
  const [, word = '', name] =
    /^(?:container '?[\w.-]+'? of )?([a-z]+) '?([\w.-]+?)'? (?:should|in|is)\b/i.exec(message) ?? []
  const kind = KINDS.get(word.toLowerCase())
  return kind === undefined ? undefined : kubernetesAddress({ kind, name })
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
