import type { CloudType, CloudTypes, Facing, Rule } from './contract.ts'

const PUBLIC: readonly Rule<Facing>[] = [
  { when: [{ at: 'PubliclyAccessible', is: true }], tells: 'public' },
  { when: [{ at: 'PubliclyAccessible', is: false }], tells: 'private' },
]
const WITHIN: readonly Rule<Facing>[] = [{ tells: 'private', says: 'reached from its own network only' }]
const IAM_ONLY: CloudType['exposure'] = [{ tells: 'internal', says: 'reached with IAM credentials only' }]
const SHOWN: CloudType['show'] = {
  engine: ['Engine'],
  version: ['EngineVersion'],
  encrypted: ['StorageEncrypted', 'Encrypted'],
  public: ['PubliclyAccessible'],
  ports: ['Port'],
}
const WITHIN_STORE: CloudType = {
  kind: 'data-store',
  show: {
    engine: ['Engine', 'CacheNodeType'],
    version: ['EngineVersion'],
    encrypted: ['AtRestEncryptionEnabled', 'StorageEncrypted'],
  },
  facing: WITHIN,
  guards: ['VpcSecurityGroupIds', 'SecurityGroupIds', 'CacheSecurityGroupNames'],
}
const QUEUE = (name: string): CloudType => ({
  kind: 'queue',
  exposure: IAM_ONLY,
  show: { name: [name], encrypted: ['KmsMasterKeyId'] },
  called: [name],
})
const NAMED_POLICY: CloudType = {
  kind: 'permission',
  show: { name: ['PolicyName', 'ManagedPolicyName'] },
  grants: [{ policy: 'PolicyDocument', to: ['Roles', 'Users', 'Groups', 'RoleName'] }],
}

/** AWS as CloudFormation names it: what holds data and who may use it. Source: docs.aws.amazon.com/AWSCloudFormation. */
export const CFN_DATA: CloudTypes = {
  'AWS::RDS::DBInstance': {
    kind: 'data-store',
    show: SHOWN,
    facing: [
      ...PUBLIC,
      {
        when: [
          { at: 'PubliclyAccessible', there: false },
          { at: 'DBSubnetGroupName', there: true },
        ],
        tells: 'private',
        says: 'PubliclyAccessible is not set',
      },
    ],
    guards: ['VPCSecurityGroups', 'DBSecurityGroups'],
    links: [{ kind: 'contains', from: ['DBClusterIdentifier'], to: [''] }],
    lends: [{ to: ['DBClusterIdentifier'], when: [{ at: 'PubliclyAccessible', is: true }], tells: 'public' }],
  },
  'AWS::RDS::DBCluster': { kind: 'data-store', show: SHOWN, facing: WITHIN, guards: ['VpcSecurityGroupIds'] },
  'AWS::Neptune::DBCluster': WITHIN_STORE,
  'AWS::Neptune::DBInstance': {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['DBClusterIdentifier'], to: [''] }],
  },
  'AWS::DocDB::DBCluster': WITHIN_STORE,
  'AWS::DocDB::DBInstance': {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['DBClusterIdentifier'], to: [''] }],
  },
  'AWS::Redshift::Cluster': {
    kind: 'data-store',
    show: SHOWN,
    facing: [
      ...PUBLIC,
      {
        when: [{ at: 'PubliclyAccessible', there: false }],
        tells: 'private',
        says: 'PubliclyAccessible is not set',
      },
    ],
    guards: ['VpcSecurityGroupIds'],
  },
  'AWS::DynamoDB::Table': {
    kind: 'data-store',
    exposure: IAM_ONLY,
    show: { name: ['TableName'], encrypted: ['SSESpecification.SSEEnabled'] },
    called: ['TableName'],
  },
  'AWS::DynamoDB::GlobalTable': {
    kind: 'data-store',
    exposure: IAM_ONLY,
    show: { name: ['TableName'] },
    called: ['TableName'],
  },
  'AWS::Serverless::SimpleTable': {
    kind: 'data-store',
    exposure: IAM_ONLY,
    show: { name: ['TableName'] },
    called: ['TableName'],
  },
  'AWS::ElastiCache::CacheCluster': WITHIN_STORE,
  'AWS::ElastiCache::ReplicationGroup': WITHIN_STORE,
  'AWS::ElastiCache::ServerlessCache': WITHIN_STORE,
  'AWS::MemoryDB::Cluster': WITHIN_STORE,
  'AWS::Elasticsearch::Domain': {
    kind: 'data-store',
    exposure: [{ when: [{ at: 'VPCOptions.SubnetIds', there: true }], tells: 'internal' }],
    opens: [{ policy: 'AccessPolicies' }],
    guards: ['VPCOptions.SecurityGroupIds'],
  },
  'AWS::OpenSearchService::Domain': {
    kind: 'data-store',
    exposure: [{ when: [{ at: 'VPCOptions.SubnetIds', there: true }], tells: 'internal' }],
    opens: [{ policy: 'AccessPolicies' }],
    guards: ['VPCOptions.SecurityGroupIds'],
  },
  'AWS::EFS::FileSystem': { kind: 'data-store', show: { encrypted: ['Encrypted'] }, facing: WITHIN },
  'AWS::EC2::Volume': {
    kind: 'data-store',
    show: { encrypted: ['Encrypted'] },
    exposure: [{ tells: 'isolated', says: 'a disk' }],
  },
  'AWS::Glue::Database': { kind: 'data-store' },
  'AWS::Timestream::Database': { kind: 'data-store', exposure: IAM_ONLY },
  'AWS::S3::Bucket': {
    kind: 'data-store',
    show: {
      name: ['BucketName'],
      acl: ['AccessControl'],
      encrypted: [
        'BucketEncryption.ServerSideEncryptionConfiguration.ServerSideEncryptionByDefault.SSEAlgorithm',
      ],
    },
    exposure: [
      {
        when: [
          { at: 'PublicAccessBlockConfiguration.RestrictPublicBuckets', is: true },
          { at: 'PublicAccessBlockConfiguration.IgnorePublicAcls', is: true },
        ],
        tells: 'internal',
        says: 'public access is blocked',
      },
      { when: [{ at: 'AccessControl', is: ['PublicRead', 'PublicReadWrite'] }], tells: 'internet' },
      {
        when: [{ at: 'AccessControl', not: ['PublicRead', 'PublicReadWrite'] }],
        tells: 'internal',
        says: 'no public policy or ACL is declared',
      },
    ],
    links: [
      { kind: 'reads', from: ['NotificationConfiguration.LambdaConfigurations.Function'], to: [''] },
      {
        kind: 'writes',
        to: [
          'NotificationConfiguration.QueueConfigurations.Queue',
          'NotificationConfiguration.TopicConfigurations.Topic',
        ],
      },
    ],
    called: ['BucketName'],
  },
  'AWS::S3::BucketPolicy': {
    kind: 'permission',
    opens: [{ policy: 'PolicyDocument', of: ['Bucket'] }],
    grants: [{ policy: 'PolicyDocument' }],
  },
  'AWS::SQS::Queue': QUEUE('QueueName'),
  'AWS::SQS::QueuePolicy': {
    kind: 'permission',
    opens: [{ policy: 'PolicyDocument', of: ['Queues'] }],
    grants: [{ policy: 'PolicyDocument' }],
  },
  'AWS::SNS::Topic': {
    ...QUEUE('TopicName'),
    links: [
      {
        kind: 'reads',
        from: ['Subscription.Endpoint'],
        to: [''],
        when: [{ at: 'Subscription.Protocol', is: 'lambda' }],
      },
      { kind: 'writes', to: ['Subscription.Endpoint'], when: [{ at: 'Subscription.Protocol', is: 'sqs' }] },
    ],
  },
  'AWS::SNS::TopicPolicy': {
    kind: 'permission',
    opens: [{ policy: 'PolicyDocument', of: ['Topics'] }],
    grants: [{ policy: 'PolicyDocument' }],
  },
  'AWS::SNS::Subscription': {
    kind: 'resource',
    links: [
      { kind: 'reads', from: ['Endpoint'], to: ['TopicArn'], when: [{ at: 'Protocol', is: 'lambda' }] },
      { kind: 'writes', from: ['TopicArn'], to: ['Endpoint'], when: [{ at: 'Protocol', is: 'sqs' }] },
    ],
  },
  'AWS::Kinesis::Stream': QUEUE('Name'),
  'AWS::KinesisFirehose::DeliveryStream': {
    ...QUEUE('DeliveryStreamName'),
    links: [
      {
        kind: 'writes',
        to: ['ExtendedS3DestinationConfiguration.BucketARN', 'S3DestinationConfiguration.BucketARN'],
      },
    ],
  },
  'AWS::Events::EventBus': QUEUE('Name'),
  'AWS::MSK::Cluster': {
    kind: 'queue',
    show: { version: ['KafkaVersion'] },
    facing: WITHIN,
    guards: ['BrokerNodeGroupInfo.SecurityGroups'],
  },
  'AWS::AmazonMQ::Broker': {
    kind: 'queue',
    show: { engine: ['EngineType'], version: ['EngineVersion'] },
    facing: PUBLIC,
    guards: ['SecurityGroups'],
  },
  'AWS::SecretsManager::Secret': { kind: 'secret', show: { name: ['Name'] } },
  'AWS::SSM::Parameter': { kind: 'secret', show: { name: ['Name'], type: ['Type'] }, called: ['Name'] },
  'AWS::KMS::Key': {
    kind: 'secret',
    show: { rotated: ['EnableKeyRotation'] },
    opens: [{ policy: 'KeyPolicy' }],
  },
  'AWS::ECR::Repository': {
    kind: 'image',
    show: { name: ['RepositoryName'], scanned: ['ImageScanningConfiguration.ScanOnPush'] },
    opens: [{ policy: 'RepositoryPolicyText' }],
  },
  'AWS::Cognito::UserPool': { kind: 'identity', show: { name: ['UserPoolName'] } },
  'AWS::IAM::Role': {
    kind: 'identity',
    show: { name: ['RoleName'], policies: ['ManagedPolicyArns'] },
    grants: [{ policy: 'Policies.PolicyDocument' }],
    attaches: { policies: ['ManagedPolicyArns'] },
  },
  'AWS::IAM::User': {
    kind: 'identity',
    show: { name: ['UserName'] },
    grants: [{ policy: 'Policies.PolicyDocument' }],
    attaches: { policies: ['ManagedPolicyArns'] },
  },
  'AWS::IAM::Group': { kind: 'identity', grants: [{ policy: 'Policies.PolicyDocument' }] },
  'AWS::IAM::InstanceProfile': {
    kind: 'identity',
    step: true,
    actsAs: ['Roles'],
    links: [{ kind: 'uses', to: ['Roles'] }],
  },
  'AWS::IAM::Policy': NAMED_POLICY,
  'AWS::IAM::RolePolicy': NAMED_POLICY,
  'AWS::IAM::ManagedPolicy': NAMED_POLICY,
  'AWS::IAM::AccessKey': { kind: 'secret' },
}
