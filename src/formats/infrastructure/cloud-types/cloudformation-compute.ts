import type { CloudType, CloudTypes, Facing, Rule } from './contract.ts'

const HOST_FACING: readonly Rule<Facing>[] = [
  { when: [{ at: 'NetworkInterfaces.AssociatePublicIpAddress', is: true }], tells: 'public' },
  { when: [{ at: 'NetworkInterfaces.AssociatePublicIpAddress', is: false }], tells: 'private' },
  {
    when: [
      { at: 'SubnetId', there: false },
      { at: 'NetworkInterfaces', there: false },
    ],
    tells: 'public',
    says: 'default subnet',
  },
]
const FUNCTION_EVENTS: CloudType['links'] = [
  { kind: 'exposes', from: ['Events.*.Properties.RestApiId', 'Events.*.Properties.ApiId'], to: [''] },
  {
    kind: 'reads',
    to: [
      'Events.*.Properties.Queue',
      'Events.*.Properties.Stream',
      'Events.*.Properties.Topic',
      'Events.*.Properties.Bucket',
    ],
  },
]

/** AWS as CloudFormation names it: what runs. Source: docs.aws.amazon.com/AWSCloudFormation, resource types reference. */
export const CFN_COMPUTE: CloudTypes = {
  'AWS::EC2::Instance': {
    kind: 'host',
    show: { image: ['ImageId'], size: ['InstanceType'] },
    facing: HOST_FACING,
    placed: ['SubnetId', 'NetworkInterfaces.SubnetId', 'NetworkInterfaces.NetworkInterfaceId'],
    guards: ['SecurityGroupIds', 'SecurityGroups', 'NetworkInterfaces.GroupSet'],
    actsAs: ['IamInstanceProfile'],
  },
  'AWS::EC2::LaunchTemplate': {
    kind: 'host',
    show: { image: ['LaunchTemplateData.ImageId'], size: ['LaunchTemplateData.InstanceType'] },
    guards: ['LaunchTemplateData.SecurityGroupIds', 'LaunchTemplateData.NetworkInterfaces.Groups'],
    facing: [
      {
        when: [{ at: 'LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress', is: true }],
        tells: 'public',
      },
      {
        when: [{ at: 'LaunchTemplateData.NetworkInterfaces.AssociatePublicIpAddress', is: false }],
        tells: 'private',
      },
    ],
    actsAs: ['LaunchTemplateData.IamInstanceProfile.Arn', 'LaunchTemplateData.IamInstanceProfile.Name'],
  },
  'AWS::AutoScaling::LaunchConfiguration': {
    kind: 'host',
    show: { image: ['ImageId'], size: ['InstanceType'] },
    guards: ['SecurityGroups'],
    facing: [
      { when: [{ at: 'AssociatePublicIpAddress', is: true }], tells: 'public' },
      { when: [{ at: 'AssociatePublicIpAddress', is: false }], tells: 'private' },
    ],
    actsAs: ['IamInstanceProfile'],
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    kind: 'workload',
    show: { replicas: ['DesiredCapacity', 'MinSize'] },
    links: [
      { kind: 'exposes', from: ['TargetGroupARNs', 'LoadBalancerNames'], to: [''] },
      { kind: 'contains', to: ['LaunchConfigurationName', 'LaunchTemplate.LaunchTemplateId'] },
    ],
  },
  'AWS::ECS::Cluster': { kind: 'cluster', show: { name: ['ClusterName'] } },
  'AWS::ECS::TaskDefinition': {
    kind: 'workload',
    show: {
      image: ['ContainerDefinitions.Image'],
      ports: ['ContainerDefinitions.PortMappings.ContainerPort'],
      cpu: ['Cpu'],
      memory: ['Memory'],
    },
    actsAs: ['TaskRoleArn'],
  },
  'AWS::ECS::Service': {
    kind: 'service',
    show: { replicas: ['DesiredCount'], launch: ['LaunchType'] },
    facing: [
      {
        when: [{ at: 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', is: 'ENABLED' }],
        tells: 'public',
      },
      {
        when: [{ at: 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', is: 'DISABLED' }],
        tells: 'private',
      },
      {
        when: [
          { at: 'NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp', there: false },
          { at: 'NetworkConfiguration.AwsvpcConfiguration', there: true },
        ],
        tells: 'private',
        says: 'no public address',
      },
    ],
    guards: ['NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
    links: [
      { kind: 'exposes', from: ['LoadBalancers.TargetGroupArn', 'LoadBalancers.LoadBalancerName'], to: [''] },
      { kind: 'exposes', to: ['TaskDefinition'], when: [{ at: 'LoadBalancers', there: true }] },
      { kind: 'runs', to: ['TaskDefinition'], when: [{ at: 'LoadBalancers', there: false }] },
    ],
  },
  'AWS::EKS::Cluster': {
    kind: 'cluster',
    show: { version: ['Version'], cidr: ['ResourcesVpcConfig.PublicAccessCidrs'] },
    exposure: [
      { when: [{ at: 'ResourcesVpcConfig.EndpointPublicAccess', is: false }], tells: 'internal' },
      { when: [{ at: 'ResourcesVpcConfig.PublicAccessCidrs', world: true }], tells: 'internet' },
      { when: [{ at: 'ResourcesVpcConfig.PublicAccessCidrs', there: true }], tells: 'partner' },
      {
        when: [{ at: 'ResourcesVpcConfig.EndpointPublicAccess', there: false }],
        tells: 'internet',
        says: 'public endpoint by default',
      },
      { when: [{ at: 'ResourcesVpcConfig.EndpointPublicAccess', is: true }], tells: 'internet' },
    ],
    actsAs: ['RoleArn'],
  },
  'AWS::EKS::Nodegroup': {
    kind: 'workload',
    actsAs: ['NodeRole'],
    links: [{ kind: 'contains', from: ['ClusterName'], to: [''] }],
  },
  'AWS::Lambda::Function': {
    kind: 'function',
    show: { image: ['Code.ImageUri'], runtime: ['Runtime'], handler: ['Handler'], memory: ['MemorySize'] },
    actsAs: ['Role'],
    guards: ['VpcConfig.SecurityGroupIds'],
  },
  'AWS::Serverless::Function': {
    kind: 'function',
    show: { image: ['ImageUri'], runtime: ['Runtime'], handler: ['Handler'], memory: ['MemorySize'] },
    actsAs: ['Role'],
    grants: [{ policy: 'Policies' }],
    attaches: { policies: ['Policies'] },
    links: FUNCTION_EVENTS,
    exposure: [{ when: [{ at: 'FunctionUrlConfig.AuthType', is: 'NONE' }], tells: 'internet' }],
  },
  'AWS::Serverless::StateMachine': {
    kind: 'function',
    actsAs: ['Role'],
    grants: [{ policy: 'Policies' }],
    links: [...FUNCTION_EVENTS, { kind: 'calls', to: ['DefinitionSubstitutions', 'Definition'] }],
  },
  'AWS::StepFunctions::StateMachine': {
    kind: 'function',
    actsAs: ['RoleArn'],
    links: [{ kind: 'calls', to: ['DefinitionSubstitutions', 'DefinitionString', 'Definition'] }],
  },
  'AWS::Lambda::Url': {
    kind: 'gateway',
    exposure: [
      { when: [{ at: 'AuthType', is: 'NONE' }], tells: 'internet' },
      { when: [{ at: 'AuthType', is: 'AWS_IAM' }], tells: 'internal' },
    ],
    links: [{ kind: 'exposes', to: ['TargetFunctionArn'] }],
    lends: [{ to: ['TargetFunctionArn'], when: [{ at: 'AuthType', is: 'NONE' }], tells: 'internet' }],
  },
  'AWS::Lambda::Permission': {
    kind: 'permission',
    show: { principal: ['Principal'], action: ['Action'] },
    links: [
      {
        kind: 'exposes',
        from: ['SourceArn'],
        to: ['FunctionName'],
        when: [{ at: 'Principal', like: /^(?:apigateway|elasticloadbalancing)\./ }],
      },
      {
        kind: 'reads',
        from: ['FunctionName'],
        to: ['SourceArn'],
        when: [{ at: 'Principal', like: /^(?:s3|sns|sqs|dynamodb|kinesis)\./ }],
        confidence: 0.8,
      },
      {
        kind: 'calls',
        from: ['SourceArn'],
        to: ['FunctionName'],
        when: [{ at: 'Principal', like: /^(?:events|scheduler|states|cognito-idp)\./ }],
      },
    ],
    lends: [
      {
        to: ['FunctionName'],
        when: [
          { at: 'Principal', is: '*' },
          { at: 'SourceArn', there: false },
        ],
        tells: 'internet',
      },
    ],
  },
  'AWS::Lambda::Alias': { kind: 'resource', step: true, links: [{ kind: 'exposes', to: ['FunctionName'] }] },
  'AWS::Lambda::EventSourceMapping': {
    kind: 'resource',
    links: [{ kind: 'reads', from: ['FunctionName'], to: ['EventSourceArn'] }],
  },
  'AWS::Events::Rule': {
    kind: 'resource',
    show: { schedule: ['ScheduleExpression'] },
    links: [{ kind: 'calls', to: ['Targets.Arn', 'Targets.EcsParameters.TaskDefinitionArn'] }],
  },
  'AWS::Scheduler::Schedule': { kind: 'resource', links: [{ kind: 'calls', to: ['Target.Arn'] }] },
  'AWS::Pipes::Pipe': {
    kind: 'resource',
    links: [
      { kind: 'reads', to: ['Source'] },
      { kind: 'calls', to: ['Target'] },
    ],
  },
  'AWS::AppRunner::Service': {
    kind: 'service',
    show: { image: ['SourceConfiguration.ImageRepository.ImageIdentifier'] },
    exposure: [
      {
        when: [{ at: 'NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible', is: false }],
        tells: 'internal',
      },
      {
        when: [{ at: 'NetworkConfiguration.IngressConfiguration.IsPubliclyAccessible', is: true }],
        tells: 'internet',
      },
      {
        when: [{ at: 'NetworkConfiguration.IngressConfiguration', there: false }],
        tells: 'internet',
        says: 'public by default',
      },
    ],
    actsAs: ['InstanceConfiguration.InstanceRoleArn'],
  },
  'AWS::ElasticBeanstalk::Environment': { kind: 'service' },
  'AWS::Batch::JobDefinition': {
    kind: 'workload',
    show: { image: ['ContainerProperties.Image'] },
    actsAs: ['ContainerProperties.JobRoleArn'],
  },
  'AWS::CodeBuild::Project': {
    kind: 'workload',
    show: { image: ['Environment.Image'] },
    actsAs: ['ServiceRole'],
  },
  'AWS::CloudFormation::Stack': { kind: 'resource', show: { source: ['TemplateURL'] } },
  'AWS::Serverless::Application': { kind: 'resource', show: { source: ['Location'] } },
}
