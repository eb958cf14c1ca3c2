import { AWS_DATA } from './aws-data.ts'
import { BALANCER } from './aws-network.ts'
import type { CloudTypes } from './contract.ts'

/** Modules of the public registry that are widely used, by their source: their inputs tell what they build. Key: `module:<source>`. */
export const MODULES: CloudTypes = {
  'module:terraform-aws-modules/alb/aws': {
    ...BALANCER,
    guards: ['security_groups'],
    links: [{ kind: 'exposes', to: ['target_groups.*.target_id', 'target_groups.targets.*.target_id'] }],
  },
  'module:terraform-aws-modules/elb/aws': BALANCER,
  'module:terraform-aws-modules/rds/aws': AWS_DATA.aws_db_instance ?? { kind: 'data-store' },
  'module:terraform-aws-modules/rds-aurora/aws': AWS_DATA.aws_rds_cluster ?? { kind: 'data-store' },
  'module:terraform-aws-modules/s3-bucket/aws': {
    kind: 'data-store',
    show: { name: ['bucket'], acl: ['acl'] },
    exposure: [
      { when: [{ at: 'acl', is: ['public-read', 'public-read-write'] }], tells: 'internet' },
      {
        when: [
          { at: 'attach_policy', is: true },
          { at: 'block_public_policy', is: false },
        ],
        tells: 'internet',
      },
      {
        when: [{ at: 'acl', not: ['public-read', 'public-read-write'] }],
        tells: 'internal',
        says: 'public access is blocked by default',
      },
    ],
  },
  'module:terraform-aws-modules/dynamodb-table/aws': AWS_DATA.aws_dynamodb_table ?? { kind: 'data-store' },
  'module:terraform-aws-modules/elasticache/aws': AWS_DATA.aws_elasticache_cluster ?? { kind: 'data-store' },
  'module:terraform-aws-modules/sqs/aws': AWS_DATA.aws_sqs_queue ?? { kind: 'queue' },
  'module:terraform-aws-modules/sns/aws': AWS_DATA.aws_sns_topic ?? { kind: 'queue' },
  'module:terraform-aws-modules/msk-kafka-cluster/aws': {
    kind: 'queue',
    show: { version: ['kafka_version'] },
  },
  'module:terraform-aws-modules/vpc/aws': { kind: 'network', show: { cidr: ['cidr'] } },
  'module:terraform-aws-modules/eks/aws': {
    kind: 'cluster',
    show: { version: ['cluster_version', 'kubernetes_version'] },
    exposure: [
      {
        when: [
          { at: 'cluster_endpoint_public_access', is: true },
          { at: 'cluster_endpoint_public_access_cidrs', there: false },
        ],
        tells: 'internet',
      },
      {
        when: [
          { at: 'endpoint_public_access', is: true },
          { at: 'endpoint_public_access_cidrs', there: false },
        ],
        tells: 'internet',
      },
      { when: [{ at: 'cluster_endpoint_public_access_cidrs', world: true }], tells: 'internet' },
      { when: [{ at: 'cluster_endpoint_public_access_cidrs', there: true }], tells: 'partner' },
      { when: [{ at: 'cluster_endpoint_public_access', is: false }], tells: 'internal' },
    ],
  },
  'module:terraform-aws-modules/ecs/aws': { kind: 'cluster', show: { name: ['cluster_name'] } },
  'module:terraform-aws-modules/ecs/aws//modules/cluster': {
    kind: 'cluster',
    show: { name: ['cluster_name'] },
  },
  'module:terraform-aws-modules/ecs/aws//modules/service': {
    kind: 'service',
    show: {
      image: ['container_definitions.*.image'],
      ports: ['container_definitions.*.port_mappings.containerPort'],
    },
    links: [
      { kind: 'exposes', from: ['load_balancer.*.target_group_arn'], to: [''] },
      { kind: 'contains', from: ['cluster_arn'], to: [''] },
    ],
    facing: [
      { when: [{ at: 'assign_public_ip', is: true }], tells: 'public' },
      { when: [{ at: 'assign_public_ip', there: false }], tells: 'private', says: 'no public address' },
    ],
    guards: ['security_group_ids'],
  },
  'module:terraform-aws-modules/lambda/aws': {
    kind: 'function',
    show: { runtime: ['runtime'], handler: ['handler'], image: ['image_uri'] },
    actsAs: ['lambda_role'],
  },
  'module:terraform-aws-modules/apigateway-v2/aws': {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'an HTTP API has a public endpoint' }],
  },
  'module:terraform-aws-modules/cloudfront/aws': {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'CloudFront serves the internet' }],
  },
  'module:terraform-aws-modules/ec2-instance/aws': {
    kind: 'host',
    facing: [{ when: [{ at: 'associate_public_ip_address', is: true }], tells: 'public' }],
    guards: ['vpc_security_group_ids'],
    show: { size: ['instance_type'] },
  },
  'module:terraform-aws-modules/security-group/aws': {
    kind: 'network-policy',
    firewall: [
      {
        rules: '',
        only: [{ at: 'ingress_rules', there: true }],
        ranges: ['ingress_cidr_blocks'],
        ports: ['ingress_rules'],
      },
      {
        rules: 'ingress_with_cidr_blocks',
        ranges: ['cidr_blocks'],
        ports: ['from_port', 'to_port'],
      },
      {
        rules: '',
        only: [{ at: 'ingress_with_source_security_group_id', there: true }],
        ranges: [],
        groups: [
          'ingress_with_source_security_group_id.source_security_group_id',
          'computed_ingress_with_source_security_group_id.source_security_group_id',
        ],
        ports: [],
      },
    ],
    show: { cidr: ['ingress_cidr_blocks'], rules: ['ingress_rules'] },
  },
  'module:terraform-aws-modules/ecr/aws': { kind: 'image', show: { name: ['repository_name'] } },
  'module:terraform-aws-modules/secrets-manager/aws': { kind: 'secret' },
  'module:terraform-google-modules/kubernetes-engine/google': { kind: 'cluster' },
  'module:terraform-google-modules/network/google': { kind: 'network' },
  'module:terraform-google-modules/sql-db/google//modules/postgresql': {
    kind: 'data-store',
    show: { version: ['database_version'] },
  },
}
