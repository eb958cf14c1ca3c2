import { asObjects, asText, isObject, type Json } from '../values/fields.ts'
import { openAcl } from './policies-beside.ts'

/** What a type's configuration says otherwise than its template: members to add, in the template's words. */
const ADDED: Record<string, (configuration: Json, supplement: Json) => Json> = {
  'AWS::EC2::SecurityGroup': (own) => ({ SecurityGroupIngress: rulesOf(own.ipPermissions) }),
  'AWS::EC2::Instance': (own) => ({
    SecurityGroupIds: groupsOf(own.securityGroups),
    IamInstanceProfile: isObject(own.iamInstanceProfile) ? own.iamInstanceProfile.arn : undefined,
    NetworkInterfaces: [
      {
        AssociatePublicIpAddress: asText(own.publicIpAddress) !== undefined,
        SubnetId: own.subnetId,
      },
    ],
  }),
  'AWS::RDS::DBInstance': (own) => ({
    VPCSecurityGroups: asObjects(own.vpcSecurityGroups).flatMap(
      (one) => asText(one.vpcSecurityGroupId) ?? [],
    ),
  }),
  'AWS::RDS::DBCluster': (own) => ({
    VpcSecurityGroupIds: asObjects(own.vpcSecurityGroups).flatMap(
      (one) => asText(one.vpcSecurityGroupId) ?? [],
    ),
  }),
  'AWS::S3::Bucket': (own, more) => ({
    BucketName: own.name,
    AccessControl: openAcl(more.AccessControlList),
    PublicAccessBlockConfiguration: capitalised(more.PublicAccessBlockConfiguration, 0),
  }),
  'AWS::IAM::Role': (own) => ({
    AssumeRolePolicyDocument: documentOf(own.assumeRolePolicyDocument),
    Policies: policiesOf(own.rolePolicyList),
    ManagedPolicyArns: asObjects(own.attachedManagedPolicies).flatMap((one) => asText(one.policyArn) ?? []),
  }),
  'AWS::IAM::User': (own) => ({
    Policies: policiesOf(own.userPolicyList),
    ManagedPolicyArns: asObjects(own.attachedManagedPolicies).flatMap((one) => asText(one.policyArn) ?? []),
  }),
  'AWS::IAM::Policy': (own) => ({
    PolicyDocument: asObjects(own.policyVersionList)
      .filter((one) => one.isDefaultVersion === true)
      .map((one) => documentOf(one.document))[0],
  }),
}

/**
 * A configuration in the words of CloudFormation, for whose types the tables are: the same names with a capital, but for some. Variables
 * of the environment are left out: they hold secrets.
 */
export function awsTemplateFields(type: string, configuration: Json, supplement: Json): Json {
  const same = capitalised(configuration, 0)
  const added = ADDED[type]?.(configuration, supplement) ?? {}
  const known = Object.entries(added).filter(([, value]) => value !== undefined)
  return { ...(isObject(same) ? same : {}), ...Object.fromEntries(known) }
}

const MOST_DEPTH = 20
const LEFT_OUT = /^(?:environment|userData|environmentVariables|variables)$/i

/** `dBInstanceIdentifier` is `DBInstanceIdentifier` there. */
const capital = (key: string): string => key.charAt(0).toUpperCase() + key.slice(1)

function capitalised(value: unknown, depth: number): unknown {
  if (depth > MOST_DEPTH) return undefined
  if (Array.isArray(value)) return value.map((one) => capitalised(one, depth + 1))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !LEFT_OUT.test(key))
      .map(([key, one]) => [capital(key), capitalised(one, depth + 1)]),
  )
}

const groupsOf = (value: unknown): string[] => asObjects(value).flatMap((one) => asText(one.groupId) ?? [])

/** One rule for each range and group that a permission lets in. */
function rulesOf(permissions: unknown): Json[] {
  return asObjects(permissions).flatMap((one) => {
    const ports = { FromPort: one.fromPort, ToPort: one.toPort, IpProtocol: one.ipProtocol }
    const ranges = [
      ...asObjects(one.ipv4Ranges).map(({ cidrIp }) => ({ CidrIp: cidrIp })),
      ...asObjects(one.ipv6Ranges).map(({ cidrIpv6 }) => ({ CidrIpv6: cidrIpv6 })),
    ]
    const old = Array.isArray(one.ipRanges) ? one.ipRanges : []
    const given =
      ranges.length > 0 ? ranges : old.map((range) => ({ CidrIp: isObject(range) ? range.cidrIp : range }))
    const groups = asObjects(one.userIdGroupPairs).map(({ groupId }) => ({ SourceSecurityGroupId: groupId }))
    return [...given, ...groups].map((source) => ({ ...ports, ...source }))
  })
}

/** Documents of policies are kept as in an address: `%7B%22Version…`. */
function documentOf(value: unknown): unknown {
  if (typeof value !== 'string') return value
  try {
    const json: unknown = JSON.parse(value.startsWith('%') ? decodeURIComponent(value) : value)
    return json
  } catch {
    return undefined
  }
}

const policiesOf = (value: unknown): Json[] =>
  asObjects(value).map((one) => ({
    PolicyName: one.policyName,
    PolicyDocument: documentOf(one.policyDocument),
  }))
