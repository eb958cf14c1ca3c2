import { z } from 'zod'
import type { Resource } from '../../model/observation.ts'
import type { Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { byWord } from '../values/by-word.ts'
import { imageClaim } from '../values/image-reference.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { anything, label, needed, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { checkItems } from './check.ts'
import { complianceItems } from './compliance.ts'
import { sbomItems } from './sbom.ts'
import { secretItems } from './secret.ts'
import { vulnerabilityItems } from './vulnerability.ts'

const schema = z.object({
  kind: needed,
  metadata: z.object({
    name: text,
    namespace: text,
    labels: part(z.record(z.string(), label)),
  }),
  report: part(
    z.looseObject({
      updateTimestamp: text,
      scanner: part(z.object({ name: text, version: label })),
      registry: part(z.object({ server: text })),
      artifact: part(z.object({ repository: text, tag: label, digest: text })),
      os: part(z.object({ family: text, name: label })),
    }),
  ),
  status: part(z.looseObject({ updateTimestamp: text })),
  spec: anything,
})

type Read = z.output<typeof schema>

/** What an object reports on, for those who read its lists. */
export interface Reported {
  where: string
  report: Record<string, unknown>
  resource: Resource | undefined
  /** Container of the workload that has the image. */
  container: string | undefined
  os: string | undefined
  spec: unknown
}

type Reader = (reported: Reported, context: ReadContext) => Iterable<Item> | AsyncIterable<Item>

const READERS: Record<string, Reader> = byWord({
  VulnerabilityReport: vulnerabilityItems,
  ClusterVulnerabilityReport: vulnerabilityItems,
  ExposedSecretReport: secretItems,
  ConfigAuditReport: checkItems,
  ClusterConfigAuditReport: checkItems,
  RbacAssessmentReport: checkItems,
  ClusterRbacAssessmentReport: checkItems,
  InfraAssessmentReport: checkItems,
  ClusterInfraAssessmentReport: checkItems,
  ClusterComplianceReport: complianceItems,
  SbomReport: sbomItems,
  ClusterSbomReport: sbomItems,
})

export async function* objectItems(element: Element, context: ReadContext): AsyncGenerator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const object = read.value
  const reader = Object.hasOwn(READERS, object.kind) ? READERS[object.kind] : undefined
  if (!reader) {
    yield loss(element.where, 'left out, because this kind of report is not known')
    return
  }
  const isCompliance = object.kind === 'ClusterComplianceReport'
  const report = isCompliance ? object.status : object.report
  if (!report) {
    yield loss(element.where, 'left out, because it holds no report: the operator may not be done')
    return
  }
  const resource = resourceOf(object)
  yield* opened(object, isCompliance ? undefined : resource)
  yield* reader(
    {
      where: `${element.where}/${isCompliance ? 'status' : 'report'}`,
      report,
      resource: isCompliance ? undefined : resource,
      container: object.metadata.labels?.['trivy-operator.container.name'],
      os: object.report?.os?.family,
      spec: object.spec,
    },
    context,
  )
}

/** The Kubernetes object that is reported on is named in labels; where its name is none that a label may have, by the report itself. */
function resourceOf({ metadata }: Read): Resource | undefined {
  const of = (field: string) => metadata.labels?.[`trivy-operator.resource.${field}`]
  const kind = of('kind')
  const address = kubernetesAddress({
    kind,
    namespace: of('namespace') || undefined,
    name: of('name') ?? metadata.name,
  })
  return address ? { address, ...(kind && { type: kind }), provider: 'kubernetes' } : undefined
}

function* opened({ metadata, report, status }: Read, resource: Resource | undefined): Generator<Item> {
  const { scanner, artifact, registry, os } = report ?? {}
  const container = metadata.labels?.['trivy-operator.container.name']
  const target = [resource?.address ?? metadata.name, container].filter(Boolean).join('/')
  yield withoutGaps({
    type: 'header' as const,
    tool: scanner?.name ?? 'Trivy',
    toolVersion: scanner?.version,
    target: target || undefined,
    producedAt: isoTime(report?.updateTimestamp ?? status?.updateTimestamp),
  })
  const namespace = metadata.labels?.['trivy-operator.resource.namespace'] ?? metadata.namespace
  if (resource)
    yield {
      type: 'asset',
      kind: 'workload',
      name: resource.address,
      attributes: withoutGaps({ kind: resource.type, namespace }) as Record<string, string>,
    }
  if (artifact?.repository)
    yield imageClaim(
      [registry?.server, artifact.repository].filter(Boolean).join('/') +
        (artifact.tag ? `:${artifact.tag}` : ''),
      {
        digest: artifact.digest,
        os: os?.family && [os.family, os.name].filter(Boolean).join(' '),
      },
    )
}
