import type { RunningResource } from '../infrastructure/running-resources.ts'
import { byWord } from '../values/by-word.ts'
import { asObjects, isObject } from '../values/fields.ts'

/** Types of what policies name by an ARN, by the service in it. */
const TYPES: Record<string, string> = byWord({
  s3: 'AWS::S3::Bucket',
  dynamodb: 'AWS::DynamoDB::Table',
  sqs: 'AWS::SQS::Queue',
  sns: 'AWS::SNS::Topic',
  kms: 'AWS::KMS::Key',
  secretsmanager: 'AWS::SecretsManager::Secret',
  ssm: 'AWS::SSM::Parameter',
  lambda: 'AWS::Lambda::Function',
  rds: 'AWS::RDS::DBInstance',
  kinesis: 'AWS::Kinesis::Stream',
  ecr: 'AWS::ECR::Repository',
})

const MOST = 5_000

/** Resources that policies allow something on and that are one thing: a bucket, not everything that begins with `a`. */
export function resourcesNamedIn(resources: readonly RunningResource[]): RunningResource[] {
  const found = new Map<string, RunningResource>()
  for (const { fields } of resources)
    for (const arn of arnsIn([fields.PolicyDocument, ...asObjects(fields.Policies)])) {
      const [, , service = ''] = arn.split(':')
      const type = TYPES[service]
      // `arn:aws:s3:::logs/*` is what is in the bucket.
      const name = service === 's3' ? (arn.split('/')[0] ?? arn) : arn.replace(/\/index\/\*$|:\*$/, '')
      if (!type || /[*?]/.test(name) || found.size >= MOST) continue
      found.set(name, {
        name,
        type,
        known: `listed:${type}`,
        provider: 'aws',
        fields: { arn: name, name: name.split(/[:/]/).at(-1) },
        mentioned: true,
      })
    }
  return [...found.values()]
}

function arnsIn(value: unknown, depth = 0): string[] {
  if (depth > 8) return []
  if (Array.isArray(value)) return value.flatMap((one) => arnsIn(one, depth + 1))
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === 'Resource'
      ? (Array.isArray(one) ? one : [one]).filter(
          (text): text is string => typeof text === 'string' && text.startsWith('arn:'),
        )
      : arnsIn(one, depth + 1),
  )
}
