import type { AssetClaim } from '../../model/asset.ts'
import type { Resource } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { resourceClaim } from '../values/claims.ts'
import { ownIn } from '../values/fields.ts'
import { imageClaim } from '../values/image-reference.ts'
import type { Finding, FindingResource } from './finding.ts'

/** Security Hub's words for the types, so that both reports speak of the same resource. */
const TYPES: Record<string, string> = byWord({
  AWS_EC2_INSTANCE: 'AwsEc2Instance',
  AWS_ECR_CONTAINER_IMAGE: 'AwsEcrContainerImage',
  AWS_LAMBDA_FUNCTION: 'AwsLambdaFunction',
  CODE_REPOSITORY: 'CodeRepository',
})

const typeOf = ({ type }: FindingResource): string | undefined =>
  type !== undefined && Object.hasOwn(TYPES, type) ? TYPES[type] : type

export const isImage = (resource: FindingResource): boolean => typeOf(resource) === 'AwsEcrContainerImage'

/** An instance has only its id here; its ARN is what other reports call it. */
const addressOf = (finding: Finding, resource: FindingResource): string =>
  /^i-[0-9a-f]+$/.test(resource.id) && finding.awsAccountId && resource.region
    ? `arn:aws:ec2:${resource.region}:${finding.awsAccountId}:instance/${resource.id}`
    : resource.id

export const resourceOf = (finding: Finding, resource: FindingResource | undefined): Resource | undefined =>
  resource &&
  ({
    address: addressOf(finding, resource),
    type: typeOf(resource),
    provider: 'aws',
    region: resource.region,
    account: finding.awsAccountId,
  } as Resource)

export function claimOf(finding: Finding, resource: FindingResource): AssetClaim | undefined {
  const place = resourceOf(finding, resource)
  const {
    awsEcrContainerImage: image,
    awsLambdaFunction,
    codeRepository,
    awsEc2Instance,
  } = resource.details ?? {}
  if (isImage(resource)) {
    const [, region, account, repository, digest] =
      /^arn:[^:]+:ecr:([^:]+):(\d+):repository\/(.+?)(?:\/(sha256:[0-9a-f]+))?$/.exec(resource.id) ?? []
    const name = repository && `${account}.dkr.ecr.${region}.amazonaws.com/${repository}`
    return imageClaim(name ?? image?.repositoryName ?? resource.id, {
      tag: image?.imageTags[0],
      digest: digest ?? image?.imageHash,
      architecture: image?.architecture,
      os: image?.platform,
    })
  }
  const tagged = ownIn(resource.tags, 'Name')
  const name =
    typeof tagged === 'string' ? tagged : (awsLambdaFunction?.functionName ?? codeRepository?.projectName)
  const kind = typeOf(resource) === 'CodeRepository' ? 'repository' : 'cloud-resource'
  return place && resourceClaim(kind, place, { name, os: awsEc2Instance?.platform })
}
