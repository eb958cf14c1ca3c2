import type { CloudType, CloudTypes } from './contract.ts'

const DATABASE: CloudType = {
  kind: 'data-store',
  show: {
    engine: ['engine'],
    version: ['engine_version'],
    encrypted: ['storage_encrypted'],
    public: ['publicly_accessible'],
    ports: ['port'],
  },
  facing: [
    { when: [{ at: 'publicly_accessible', is: true }], tells: 'public' },
    { when: [{ at: 'publicly_accessible', is: false }], tells: 'private' },
    {
      when: [{ at: 'publicly_accessible', there: false }],
      tells: 'private',
      says: 'publicly_accessible is not set',
    },
  ],
  guards: ['vpc_security_group_ids', 'security_group_ids', 'security_group_names'],
  called: ['identifier', 'cluster_identifier'],
}
const WITHIN: CloudType['facing'] = [{ tells: 'private', says: 'reached from its own network only' }]
const CACHE: CloudType = {
  kind: 'data-store',
  show: {
    engine: ['engine'],
    version: ['engine_version'],
    encrypted: ['at_rest_encryption_enabled'],
    ports: ['port'],
  },
  facing: WITHIN,
  guards: ['security_group_ids', 'security_groups', 'vpc_security_group_ids'],
}
const SEARCH: CloudType = {
  kind: 'data-store',
  show: { version: ['elasticsearch_version', 'engine_version'], encrypted: ['encrypt_at_rest.enabled'] },
  exposure: [
    { when: [{ at: 'vpc_options.subnet_ids', there: true }], tells: 'internal', says: 'vpc_options' },
  ],
  opens: [{ policy: 'access_policies' }],
  guards: ['vpc_options.security_group_ids'],
}
const OPEN_TO_IAM: CloudType['exposure'] = [{ tells: 'internal', says: 'reached with IAM credentials only' }]

/** AWS as Terraform names it: what holds data, and who may do what. Source: registry.terraform.io/providers/hashicorp/aws. */
export const AWS_DATA: CloudTypes = {
  aws_db_instance: DATABASE,
  aws_rds_cluster: { ...DATABASE, facing: WITHIN },
  aws_rds_cluster_instance: {
    ...DATABASE,
    links: [{ kind: 'contains', from: ['cluster_identifier'], to: [''] }],
    lends: [{ to: ['cluster_identifier'], when: [{ at: 'publicly_accessible', is: true }], tells: 'public' }],
  },
  aws_neptune_cluster: { ...CACHE, show: { ...CACHE.show, encrypted: ['storage_encrypted'] } },
  aws_neptune_cluster_instance: DATABASE,
  aws_docdb_cluster: { ...CACHE, show: { ...CACHE.show, encrypted: ['storage_encrypted'] } },
  aws_docdb_cluster_instance: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['cluster_identifier'], to: [''] }],
  },
  aws_redshift_cluster: {
    ...DATABASE,
    show: { encrypted: ['encrypted'], public: ['publicly_accessible'] },
    called: ['cluster_identifier'],
  },
  aws_dynamodb_table: {
    kind: 'data-store',
    exposure: OPEN_TO_IAM,
    show: { name: ['name'], encrypted: ['server_side_encryption.enabled'] },
    called: ['name'],
  },
  aws_elasticache_cluster: CACHE,
  aws_elasticache_replication_group: CACHE,
  aws_elasticache_serverless_cache: CACHE,
  aws_memorydb_cluster: CACHE,
  aws_elasticsearch_domain: SEARCH,
  aws_opensearch_domain: SEARCH,
  aws_elasticsearch_domain_policy: {
    kind: 'permission',
    opens: [{ policy: 'access_policies', of: ['domain_name'] }],
  },
  aws_efs_file_system: { kind: 'data-store', show: { encrypted: ['encrypted'] }, facing: WITHIN },
  aws_ebs_volume: {
    kind: 'data-store',
    show: { encrypted: ['encrypted'] },
    exposure: [{ tells: 'isolated', says: 'a disk' }],
  },
  aws_ebs_snapshot: {
    kind: 'data-store',
    show: { encrypted: ['encrypted'] },
    exposure: [{ tells: 'isolated', says: 'a snapshot' }],
  },
  aws_fsx_lustre_file_system: { kind: 'data-store', facing: WITHIN },
  aws_glue_catalog_database: { kind: 'data-store' },
  aws_athena_database: { kind: 'data-store' },
  aws_timestreamwrite_database: { kind: 'data-store', exposure: OPEN_TO_IAM },
  aws_keyspaces_table: { kind: 'data-store', exposure: OPEN_TO_IAM },
  aws_s3_bucket: {
    kind: 'data-store',
    show: {
      name: ['bucket'],
      encrypted: [
        'server_side_encryption_configuration.rule.apply_server_side_encryption_by_default.sse_algorithm',
      ],
      acl: ['acl'],
    },
    exposure: [
      { when: [{ at: 'acl', is: ['public-read', 'public-read-write'] }], tells: 'internet' },
      {
        when: [{ at: 'acl', not: ['public-read', 'public-read-write'] }],
        tells: 'internal',
        says: 'no public policy or ACL is declared',
      },
    ],
    opens: [{ policy: 'policy' }],
    called: ['bucket'],
  },
  aws_s3_bucket_acl: {
    kind: 'permission',
    show: { acl: ['acl'] },
    lends: [
      { to: ['bucket'], when: [{ at: 'acl', is: ['public-read', 'public-read-write'] }], tells: 'internet' },
      {
        to: ['bucket'],
        when: [{ at: 'access_control_policy.grant.grantee.uri', like: /AllUsers|AuthenticatedUsers/ }],
        tells: 'internet',
      },
    ],
  },
  aws_s3_bucket_policy: {
    kind: 'permission',
    opens: [{ policy: 'policy', of: ['bucket'] }],
    grants: [{ policy: 'policy' }],
  },
  aws_s3_bucket_public_access_block: {
    kind: 'permission',
    show: { public: ['block_public_policy'] },
    lends: [
      {
        to: ['bucket'],
        when: [
          { at: 'restrict_public_buckets', is: true },
          { at: 'ignore_public_acls', is: true },
        ],
        tells: 'internal',
        says: 'public access is blocked',
        over: true,
      },
    ],
  },
  aws_sqs_queue: {
    kind: 'queue',
    exposure: OPEN_TO_IAM,
    opens: [{ policy: 'policy' }],
    show: { name: ['name'], encrypted: ['kms_master_key_id'] },
    called: ['name'],
  },
  aws_sqs_queue_policy: {
    kind: 'permission',
    opens: [{ policy: 'policy', of: ['queue_url'] }],
    grants: [{ policy: 'policy' }],
  },
  aws_sns_topic: {
    kind: 'queue',
    exposure: OPEN_TO_IAM,
    opens: [{ policy: 'policy' }],
    show: { name: ['name'] },
    called: ['name'],
  },
  aws_sns_topic_policy: {
    kind: 'permission',
    opens: [{ policy: 'policy', of: ['arn'] }],
    grants: [{ policy: 'policy' }],
  },
  aws_kinesis_stream: {
    kind: 'queue',
    exposure: OPEN_TO_IAM,
    show: { name: ['name'], encrypted: ['encryption_type'] },
    called: ['name'],
  },
  aws_kinesis_firehose_delivery_stream: {
    kind: 'queue',
    exposure: OPEN_TO_IAM,
    links: [{ kind: 'writes', to: ['extended_s3_configuration.bucket_arn', 's3_configuration.bucket_arn'] }],
  },
  aws_cloudwatch_event_bus: { kind: 'queue', exposure: OPEN_TO_IAM },
  aws_msk_cluster: {
    kind: 'queue',
    show: { version: ['kafka_version'], encrypted: ['encryption_info.encryption_in_transit.client_broker'] },
    facing: [
      {
        when: [
          { at: 'broker_node_group_info.connectivity_info.public_access.type', is: 'SERVICE_PROVIDED_EIPS' },
        ],
        tells: 'public',
      },
      { tells: 'private', says: 'no public access' },
    ],
    guards: ['broker_node_group_info.security_groups'],
  },
  aws_mq_broker: {
    kind: 'queue',
    show: { engine: ['engine_type'], version: ['engine_version'] },
    facing: DATABASE.facing as NonNullable<CloudType['facing']>,
    guards: ['security_groups'],
  },
  aws_secretsmanager_secret: { kind: 'secret', show: { name: ['name'] }, opens: [{ policy: 'policy' }] },
  aws_secretsmanager_secret_version: {
    kind: 'resource',
    step: true,
    links: [{ kind: 'uses', to: ['secret_id'] }],
  },
  aws_ssm_parameter: { kind: 'secret', show: { name: ['name'], type: ['type'] }, called: ['name'] },
  aws_kms_key: { kind: 'secret', show: { rotated: ['enable_key_rotation'] }, opens: [{ policy: 'policy' }] },
  aws_ecr_repository: {
    kind: 'image',
    show: {
      name: ['name'],
      scanned: ['image_scanning_configuration.scan_on_push'],
      encrypted: ['encryption_configuration.encryption_type'],
    },
  },
  aws_ecr_repository_policy: { kind: 'permission', opens: [{ policy: 'policy', of: ['repository'] }] },
  aws_ecrpublic_repository: { kind: 'image', exposure: [{ tells: 'internet', says: 'a public registry' }] },
  aws_cognito_user_pool: { kind: 'identity', show: { name: ['name'] } },
  aws_iam_role: {
    kind: 'identity',
    show: { name: ['name'], policies: ['managed_policy_arns'] },
    grants: [{ policy: 'inline_policy.policy' }],
    attaches: { policies: ['managed_policy_arns'] },
  },
  aws_iam_user: { kind: 'identity', show: { name: ['name'] } },
  aws_iam_group: { kind: 'identity', show: { name: ['name'] } },
  aws_iam_instance_profile: {
    kind: 'identity',
    step: true,
    actsAs: ['role', 'roles'],
    links: [{ kind: 'uses', to: ['role', 'roles'] }],
  },
  aws_iam_policy: { kind: 'permission', show: { name: ['name'] }, grants: [{ policy: 'policy' }] },
  aws_iam_role_policy: { kind: 'permission', grants: [{ policy: 'policy', to: ['role'] }] },
  aws_iam_user_policy: { kind: 'permission', grants: [{ policy: 'policy', to: ['user'] }] },
  aws_iam_group_policy: { kind: 'permission', grants: [{ policy: 'policy', to: ['group'] }] },
  aws_iam_role_policy_attachment: {
    kind: 'permission',
    attaches: { policies: ['policy_arn'], to: ['role'] },
    show: { policy: ['policy_arn'] },
  },
  aws_iam_user_policy_attachment: {
    kind: 'permission',
    attaches: { policies: ['policy_arn'], to: ['user'] },
    show: { policy: ['policy_arn'] },
  },
  aws_iam_group_policy_attachment: {
    kind: 'permission',
    attaches: { policies: ['policy_arn'], to: ['group'] },
    show: { policy: ['policy_arn'] },
  },
  aws_iam_policy_attachment: {
    kind: 'permission',
    attaches: { policies: ['policy_arn'], to: ['roles', 'users', 'groups'] },
    show: { policy: ['policy_arn'] },
  },
  aws_iam_access_key: { kind: 'secret' },
}
