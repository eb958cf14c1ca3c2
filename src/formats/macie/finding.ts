import { z } from 'zod'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { flag, label, listOf, number, part, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'

const detection = z.object({ type: text, name: text, count: number })

export const findingSchema = z.object({
  id: text,
  type: z.string().trim().min(1),
  category: text,
  title: text,
  description: text,
  severity: part(z.object({ description: text, score: label })),
  accountId: text,
  region: text,
  archived: flag,
  sample: flag,
  count: number,
  createdAt: text,
  updatedAt: text,
  resourcesAffected: z.object({
    s3Bucket: part(
      z.object({
        arn: text,
        name: text,
        publicAccess: part(z.object({ effectivePermission: text })),
        defaultServerSideEncryption: part(z.object({ encryptionType: text })),
      }),
    ),
    s3Object: part(z.object({ bucketArn: text, key: text, path: text, publicAccess: flag })),
  }),
  classificationDetails: part(
    z.object({
      jobId: text,
      result: part(
        z.object({
          mimeType: text,
          sensitiveData: listOf(
            z.object({ category: text, totalCount: number, detections: listOf(detection) }),
          ),
          customDataIdentifiers: part(z.object({ detections: listOf(detection) })),
        }),
      ),
    }),
  ),
  policyDetails: part(
    z.object({
      action: part(
        z.object({ actionType: text, apiCallDetails: part(z.object({ api: text, apiServiceName: text })) }),
      ),
    }),
  ),
})

export type Finding = z.output<typeof findingSchema>

const placed = (finding: Finding, address: string, type: string): Resource => ({
  address,
  type,
  provider: 'aws',
  ...(finding.region && { region: finding.region }),
  ...(finding.accountId && { account: finding.accountId }),
})

/** Buckets are what there is; objects come and go. */
export function bucketOf(finding: Finding): Resource | undefined {
  const { s3Bucket, s3Object } = finding.resourcesAffected
  const address = s3Bucket?.arn ?? s3Object?.bucketArn ?? (s3Bucket?.name && `arn:aws:s3:::${s3Bucket.name}`)
  return address ? placed(finding, address, 'S3Bucket') : undefined
}

export function observationOf(finding: Finding, raw: string): Observation {
  const bucket = bucketOf(finding)
  const key = finding.resourcesAffected.s3Object?.key
  const word = finding.severity?.description
  return observe({
    kind: 'data',
    rule: finding.type,
    title: finding.title ?? finding.type,
    description: descriptionOf(finding),
    severity: severityOfWord(word),
    toolSeverity: word ?? finding.severity?.score,
    resource: bucket && key ? placed(finding, `${bucket.address}/${key}`, 'S3Object') : bucket,
    fingerprints: finding.id ? { macie: finding.id } : undefined,
    verdict: finding.archived
      ? { state: 'accepted', reason: 'archived or suppressed', source: 'macie' }
      : undefined,
    seenAt: isoTime(finding.updatedAt) ?? isoTime(finding.createdAt),
    tags: tagsOf(finding),
    raw,
  })
}

/** What was found, by its kind and how often; the values stay where they are. */
function descriptionOf(finding: Finding): string | undefined {
  const { result } = finding.classificationDetails ?? {}
  const { action } = finding.policyDetails ?? {}
  const found = [
    ...(result?.sensitiveData.flatMap(({ category, detections }) =>
      detections.map(({ type, count }) => `${category ?? 'Data'}: ${type ?? 'unnamed'} (${count ?? 1})`),
    ) ?? []),
    ...(result?.customDataIdentifiers?.detections.map(
      ({ name, count }) => `${name ?? 'unnamed'} (${count ?? 1})`,
    ) ?? []),
  ]
  const call = action?.apiCallDetails?.api && `Changed by ${action.apiCallDetails.api}`
  return [finding.description, found.join('\n'), call].filter(Boolean).join('\n\n') || undefined
}

function tagsOf(finding: Finding): string[] {
  const { s3Bucket, s3Object } = finding.resourcesAffected
  const { result } = finding.classificationDetails ?? {}
  return [
    finding.category,
    ...new Set(result?.sensitiveData.map(({ category }) => category)),
    result?.mimeType,
    s3Bucket?.publicAccess?.effectivePermission,
    s3Object?.publicAccess ? 'public object' : undefined,
    finding.sample ? 'sample' : undefined,
  ].filter((tag) => tag !== undefined)
}
