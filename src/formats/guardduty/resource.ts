import type { Resource } from '../../model/observation.ts'
import { asObject, asObjects, asText, type Json } from '../values/fields.ts'
import type { Finding } from './finding.ts'

type Place = Pick<Finding, 'partition' | 'region' | 'accountId'>

/** What of the resource's details is its address, by what is said of it; the narrowest first. */
const ADDRESSES: ((resource: Json, place: Place) => string | undefined)[] = [
  ({ s3ObjectDetails, s3BucketDetails }) =>
    asText(asObjects(s3ObjectDetails)[0]?.objectArn) ??
    asText(asObjects(asObjects(s3BucketDetails)[0]?.s3ObjectDetails)[0]?.objectArn) ??
    asText(asObjects(s3BucketDetails)[0]?.arn),
  ({ kubernetesDetails, eksClusterDetails }) => {
    const workload = asObject(asObject(kubernetesDetails)?.kubernetesWorkloadDetails)
    const name = asText(workload?.name)
    const path = [asText(workload?.type), asText(workload?.namespace), name].filter(Boolean).join('/')
    const cluster = asText(asObject(eksClusterDetails)?.arn)
    return name ? [cluster, path].filter(Boolean).join('/') : undefined
  },
  ({ eksClusterDetails }) => asText(asObject(eksClusterDetails)?.arn),
  ({ ecsClusterDetails }) => asText(asObject(ecsClusterDetails)?.arn),
  ({ lambdaDetails }) => asText(asObject(lambdaDetails)?.functionArn),
  ({ rdsDbInstanceDetails, rdsLimitlessDbDetails }) =>
    asText(asObject(rdsDbInstanceDetails)?.dbInstanceArn) ??
    asText(asObject(rdsDbInstanceDetails)?.dbInstanceIdentifier) ??
    asText(asObject(rdsLimitlessDbDetails)?.dbShardGroupArn),
  ({ instanceDetails }, place) => {
    const id = asText(asObject(instanceDetails)?.instanceId)
    return id && arn('ec2', place, `instance/${id}`)
  },
  ({ ebsSnapshotDetails }) => asText(asObject(ebsSnapshotDetails)?.snapshotArn),
  ({ containerDetails }) =>
    asText(asObject(containerDetails)?.name) ?? asText(asObject(containerDetails)?.id),
  ({ accessKeyDetails }, place) => {
    const key = asObject(accessKeyDetails)
    const name = asText(key?.userName)
    if (!name) return asText(key?.principalId)
    if (/^root$/i.test(asText(key?.userType) ?? '')) return arn('iam', place, 'root')
    const type = /role/i.test(asText(key?.userType) ?? '') ? 'role' : 'user'
    return arn('iam', place, `${type}/${name}`)
  },
]

function arn(service: string, { partition, region, accountId }: Place, rest: string): string {
  const where = service === 'iam' ? '' : (region ?? '')
  return `arn:${partition ?? 'aws'}:${service}:${where}:${accountId ?? ''}:${rest}`
}

export function resourceOf(finding: Finding): Resource | undefined {
  const given = finding.resource
  if (!given) return undefined
  for (const find of ADDRESSES) {
    const address = find(given, finding)
    if (!address) continue
    const type = asText(given.resourceType)
    return {
      address,
      ...(type && { type }),
      provider: 'aws',
      ...(finding.region && { region: finding.region }),
      ...(finding.accountId && { account: finding.accountId }),
    }
  }
  return undefined
}
