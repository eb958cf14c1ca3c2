import type { CloudType, CloudTypes, Facing, Rule } from './contract.ts'

const HOST_FACING: readonly Rule<Facing>[] = [
  { when: [{ at: 'associate_public_ip_address', is: true }], tells: 'public' },
  { when: [{ at: 'associate_public_ip_address', is: false }], tells: 'private' },
  {
    when: [
      { at: 'subnet_id', there: false },
      { at: 'network_interface', there: false },
    ],
    tells: 'public',
    says: 'default subnet',
  },
]
const CONTAINERS: CloudType['show'] = {
  image: ['container_definitions.image'],
  ports: ['container_definitions.portMappings.containerPort'],
  cpu: ['cpu'],
  memory: ['memory'],
}
const GROUP_LINKS: CloudType['links'] = [
  { kind: 'exposes', from: ['target_group_arns', 'load_balancers'], to: [''] },
  { kind: 'contains', to: ['launch_configuration', 'launch_template.id', 'launch_template.name'] },
]
const LAMBDA_EVENTS: CloudType['links'] = [
  { kind: 'reads', from: ['function_name'], to: ['event_source_arn'] },
]

/** AWS as Terraform names it: what runs. Source: registry.terraform.io/providers/hashicorp/aws. */
export const AWS_COMPUTE: CloudTypes = {
  aws_instance: {
    kind: 'host',
    show: { image: ['ami'], size: ['instance_type'], public: ['associate_public_ip_address'] },
    facing: HOST_FACING,
    placed: ['subnet_id', 'network_interface.network_interface_id'],
    guards: ['vpc_security_group_ids', 'security_groups'],
    actsAs: ['iam_instance_profile'],
  },
  aws_spot_instance_request: {
    kind: 'host',
    facing: HOST_FACING,
    placed: ['subnet_id'],
    guards: ['vpc_security_group_ids', 'security_groups'],
    actsAs: ['iam_instance_profile'],
  },
  aws_launch_template: {
    kind: 'host',
    guards: ['vpc_security_group_ids', 'network_interfaces.security_groups'],
    facing: [
      { when: [{ at: 'network_interfaces.associate_public_ip_address', is: true }], tells: 'public' },
      { when: [{ at: 'network_interfaces.associate_public_ip_address', is: false }], tells: 'private' },
    ],
    actsAs: ['iam_instance_profile.name', 'iam_instance_profile.arn'],
    show: { image: ['image_id'], size: ['instance_type'] },
  },
  aws_launch_configuration: {
    kind: 'host',
    guards: ['security_groups'],
    facing: HOST_FACING.slice(0, 2),
    actsAs: ['iam_instance_profile'],
    show: { image: ['image_id'], size: ['instance_type'] },
  },
  aws_autoscaling_group: {
    kind: 'workload',
    links: GROUP_LINKS,
    show: { replicas: ['desired_capacity', 'min_size'] },
  },
  aws_ecs_cluster: { kind: 'cluster', show: { name: ['name'] } },
  aws_ecs_task_definition: {
    kind: 'workload',
    show: CONTAINERS,
    actsAs: ['task_role_arn'],
    called: ['family'],
  },
  aws_ecs_service: {
    kind: 'service',
    show: {
      replicas: ['desired_count'],
      launch: ['launch_type'],
      public: ['network_configuration.assign_public_ip'],
    },
    facing: [
      { when: [{ at: 'network_configuration.assign_public_ip', is: true }], tells: 'public' },
      { when: [{ at: 'network_configuration.assign_public_ip', is: false }], tells: 'private' },
      {
        when: [
          { at: 'network_configuration.assign_public_ip', there: false },
          { at: 'network_configuration', there: true },
        ],
        tells: 'private',
        says: 'no public address',
      },
    ],
    guards: ['network_configuration.security_groups'],
    links: [
      { kind: 'exposes', from: ['load_balancer.target_group_arn', 'load_balancer.elb_name'], to: [''] },
      { kind: 'exposes', to: ['task_definition'], when: [{ at: 'load_balancer', there: true }] },
      { kind: 'runs', to: ['task_definition'], when: [{ at: 'load_balancer', there: false }] },
    ],
  },
  aws_eks_cluster: {
    kind: 'cluster',
    show: {
      version: ['version'],
      cidr: ['vpc_config.public_access_cidrs'],
      public: ['vpc_config.endpoint_public_access'],
    },
    exposure: [
      { when: [{ at: 'vpc_config.endpoint_public_access', is: false }], tells: 'internal' },
      { when: [{ at: 'vpc_config.public_access_cidrs', world: true }], tells: 'internet' },
      {
        when: [{ at: 'vpc_config.public_access_cidrs', there: true }],
        tells: 'partner',
      },
      { when: [{ at: 'vpc_config.endpoint_public_access', is: true }], tells: 'internet' },
      {
        when: [{ at: 'vpc_config.endpoint_public_access', there: false }],
        tells: 'internet',
        says: 'public endpoint by default',
      },
    ],
    actsAs: ['role_arn'],
  },
  aws_eks_node_group: {
    kind: 'workload',
    actsAs: ['node_role_arn'],
    links: [{ kind: 'contains', from: ['cluster_name'], to: [''] }],
    show: { size: ['instance_types'], replicas: ['scaling_config.desired_size'] },
  },
  aws_eks_fargate_profile: {
    kind: 'workload',
    actsAs: ['pod_execution_role_arn'],
    links: [{ kind: 'contains', from: ['cluster_name'], to: [''] }],
  },
  aws_lambda_function: {
    kind: 'function',
    show: { image: ['image_uri'], runtime: ['runtime'], handler: ['handler'], memory: ['memory_size'] },
    actsAs: ['role'],
    guards: ['vpc_config.security_group_ids'],
  },
  aws_lambda_function_url: {
    kind: 'gateway',
    exposure: [
      { when: [{ at: 'authorization_type', is: 'NONE' }], tells: 'internet' },
      {
        when: [{ at: 'authorization_type', is: 'AWS_IAM' }],
        tells: 'internal',
        says: 'authorization_type = AWS_IAM',
      },
    ],
    links: [{ kind: 'exposes', to: ['function_name'] }],
    lends: [{ to: ['function_name'], when: [{ at: 'authorization_type', is: 'NONE' }], tells: 'internet' }],
  },
  aws_lambda_permission: {
    kind: 'permission',
    show: { principal: ['principal'], action: ['action'] },
    links: [
      {
        kind: 'exposes',
        from: ['source_arn'],
        to: ['function_name'],
        when: [{ at: 'principal', like: /^(?:apigateway|elasticloadbalancing)\./ }],
      },
      {
        kind: 'reads',
        from: ['function_name'],
        to: ['source_arn'],
        when: [{ at: 'principal', like: /^(?:s3|sns|sqs|dynamodb|kinesis)\./ }],
        confidence: 0.8,
      },
      {
        kind: 'calls',
        from: ['source_arn'],
        to: ['function_name'],
        when: [{ at: 'principal', like: /^(?:events|scheduler|states|cognito-idp)\./ }],
      },
    ],
    lends: [
      {
        to: ['function_name'],
        when: [
          { at: 'principal', is: '*' },
          { at: 'source_arn', there: false },
        ],
        tells: 'internet',
      },
    ],
  },
  aws_lambda_alias: { kind: 'resource', step: true, links: [{ kind: 'exposes', to: ['function_name'] }] },
  aws_lambda_event_source_mapping: { kind: 'resource', links: LAMBDA_EVENTS },
  aws_s3_bucket_notification: {
    kind: 'resource',
    links: [
      { kind: 'reads', from: ['lambda_function.lambda_function_arn'], to: ['bucket'] },
      { kind: 'writes', from: ['bucket'], to: ['queue.queue_arn', 'topic.topic_arn'] },
    ],
  },
  aws_cloudwatch_event_rule: { kind: 'resource', show: { schedule: ['schedule_expression'] } },
  aws_cloudwatch_event_target: {
    kind: 'resource',
    links: [{ kind: 'calls', from: ['rule'], to: ['arn', 'ecs_target.task_definition_arn'] }],
  },
  aws_scheduler_schedule: { kind: 'resource', links: [{ kind: 'calls', to: ['target.arn'] }] },
  aws_sns_topic_subscription: {
    kind: 'resource',
    links: [
      { kind: 'reads', from: ['endpoint'], to: ['topic_arn'], when: [{ at: 'protocol', is: 'lambda' }] },
      { kind: 'writes', from: ['topic_arn'], to: ['endpoint'], when: [{ at: 'protocol', is: 'sqs' }] },
    ],
  },
  aws_sfn_state_machine: { kind: 'function', actsAs: ['role_arn'] },
  aws_apprunner_service: {
    kind: 'service',
    show: {
      image: ['source_configuration.image_repository.image_identifier'],
      ports: ['source_configuration.image_repository.image_configuration.port'],
    },
    exposure: [
      {
        when: [{ at: 'network_configuration.ingress_configuration.is_publicly_accessible', is: false }],
        tells: 'internal',
      },
      {
        when: [{ at: 'network_configuration.ingress_configuration.is_publicly_accessible', there: false }],
        tells: 'internet',
        says: 'public by default',
      },
      {
        when: [{ at: 'network_configuration.ingress_configuration.is_publicly_accessible', is: true }],
        tells: 'internet',
      },
    ],
    actsAs: ['instance_configuration.instance_role_arn'],
  },
  aws_elastic_beanstalk_environment: { kind: 'service', show: { stack: ['solution_stack_name'] } },
  aws_lightsail_instance: {
    kind: 'host',
    facing: [{ tells: 'public', says: 'Lightsail gives a public address' }],
  },
  aws_batch_job_definition: {
    kind: 'workload',
    show: { image: ['container_properties.image'] },
    actsAs: ['container_properties.jobRoleArn'],
  },
  aws_codebuild_project: {
    kind: 'workload',
    show: { image: ['environment.image'] },
    actsAs: ['service_role'],
  },
  aws_sagemaker_notebook_instance: {
    kind: 'host',
    exposure: [{ when: [{ at: 'direct_internet_access', is: 'Disabled' }], tells: 'internal' }],
    actsAs: ['role_arn'],
  },
}
