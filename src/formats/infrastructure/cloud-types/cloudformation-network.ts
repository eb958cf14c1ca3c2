import type { CloudType, CloudTypes, Firewall } from './contract.ts'

const RULE: Omit<Firewall, 'rules'> = {
  ranges: ['CidrIp', 'CidrIpv6'],
  groups: ['SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'],
  ports: ['FromPort', 'ToPort'],
}
const BALANCER: CloudType = {
  kind: 'load-balancer',
  show: { scheme: ['Scheme'], type: ['Type'] },
  facing: [
    { when: [{ at: 'Scheme', is: 'internal' }], tells: 'private' },
    { when: [{ at: 'Scheme', is: 'internet-facing' }], tells: 'public' },
    { when: [{ at: 'Scheme', there: false }], tells: 'public', says: 'internet-facing by default' },
  ],
  guards: ['SecurityGroups'],
  links: [{ kind: 'exposes', to: ['Instances'] }],
}
const LISTENER: CloudType = {
  kind: 'resource',
  step: true,
  show: { ports: ['Port'], protocol: ['Protocol'] },
  links: [
    { kind: 'exposes', from: ['LoadBalancerArn', 'ListenerArn'], to: [''] },
    {
      kind: 'exposes',
      to: [
        'DefaultActions.TargetGroupArn',
        'DefaultActions.ForwardConfig.TargetGroups.TargetGroupArn',
        'Actions.TargetGroupArn',
        'Actions.ForwardConfig.TargetGroups.TargetGroupArn',
      ],
    },
  ],
}
const REST: CloudType = {
  kind: 'gateway',
  show: { name: ['Name'] },
  exposure: [
    { when: [{ at: 'EndpointConfiguration.Types', is: 'PRIVATE' }], tells: 'internal' },
    { when: [{ at: 'EndpointConfiguration.Type', is: 'PRIVATE' }], tells: 'internal' },
    { when: [{ at: 'EndpointConfiguration', is: 'PRIVATE' }], tells: 'internal' },
    {
      when: [{ at: 'EndpointConfiguration', there: false }],
      tells: 'internet',
      says: 'an API without a private endpoint',
    },
    { when: [{ at: 'EndpointConfiguration.Types', is: ['EDGE', 'REGIONAL'] }], tells: 'internet' },
    { when: [{ at: 'EndpointConfiguration.Type', is: ['EDGE', 'REGIONAL'] }], tells: 'internet' },
    { when: [{ at: 'EndpointConfiguration', is: ['EDGE', 'REGIONAL'] }], tells: 'internet' },
  ],
  links: [{ kind: 'exposes', to: ['Body.paths', 'DefinitionBody.paths'] }],
}
const HTTP: CloudType = {
  kind: 'gateway',
  show: { name: ['Name'], protocol: ['ProtocolType'] },
  exposure: [{ tells: 'internet', says: 'an HTTP API has a public endpoint' }],
  links: [{ kind: 'exposes', to: ['Target', 'Body.paths', 'DefinitionBody.paths'] }],
}

/** AWS as CloudFormation names it: what leads in. Source: docs.aws.amazon.com/AWSCloudFormation, resource types reference. */
export const CFN_NETWORK: CloudTypes = {
  'AWS::EC2::VPC': { kind: 'network', show: { cidr: ['CidrBlock'] } },
  'AWS::EC2::Subnet': {
    kind: 'network',
    show: { cidr: ['CidrBlock'], public: ['MapPublicIpOnLaunch'] },
    facing: [
      { when: [{ at: 'MapPublicIpOnLaunch', is: true }], tells: 'public' },
      { when: [{ at: 'MapPublicIpOnLaunch', is: false }], tells: 'private' },
      {
        when: [{ at: 'MapPublicIpOnLaunch', there: false }],
        tells: 'private',
        says: 'no public address in its subnet',
      },
    ],
  },
  'AWS::EC2::SecurityGroup': {
    kind: 'network-policy',
    firewall: { rules: 'SecurityGroupIngress', ...RULE },
    show: { name: ['GroupName'] },
  },
  'AWS::EC2::SecurityGroupIngress': {
    kind: 'network-policy',
    firewall: { rules: '', ...RULE },
    partOf: ['GroupId', 'GroupName'],
    show: { cidr: ['CidrIp'], ports: ['FromPort'] },
  },
  'AWS::EC2::SecurityGroupEgress': { kind: 'network-policy' },
  'AWS::EC2::NetworkAcl': { kind: 'network-policy' },
  'AWS::EC2::NetworkAclEntry': { kind: 'network-policy', show: { cidr: ['CidrBlock'] } },
  'AWS::WAFv2::WebACL': { kind: 'network-policy' },
  'AWS::EC2::InternetGateway': { kind: 'gateway' },
  'AWS::EC2::NatGateway': { kind: 'gateway' },
  'AWS::EC2::VPNGateway': { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  'AWS::EC2::VPNConnection': { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  'AWS::EC2::VPCPeeringConnection': { kind: 'gateway', exposure: [{ tells: 'partner', says: 'peering' }] },
  'AWS::EC2::VPCEndpoint': {
    kind: 'gateway',
    exposure: [{ tells: 'internal', says: 'VPC endpoint' }],
    show: { service: ['ServiceName'] },
  },
  'AWS::EC2::VPCEndpointService': { kind: 'gateway', exposure: [{ tells: 'partner', says: 'PrivateLink' }] },
  'AWS::EC2::EIP': { kind: 'resource', lends: [{ to: ['InstanceId'], tells: 'public', says: 'elastic IP' }] },
  'AWS::EC2::EIPAssociation': {
    kind: 'resource',
    lends: [{ to: ['InstanceId', 'NetworkInterfaceId'], tells: 'public', says: 'elastic IP' }],
  },
  'AWS::EC2::NetworkInterface': { kind: 'resource', placed: ['SubnetId'], guards: ['GroupSet'] },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': BALANCER,
  'AWS::ElasticLoadBalancing::LoadBalancer': BALANCER,
  'AWS::ElasticLoadBalancingV2::Listener': LISTENER,
  'AWS::ElasticLoadBalancingV2::ListenerRule': LISTENER,
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    kind: 'resource',
    step: true,
    show: { ports: ['Port'] },
    links: [{ kind: 'exposes', to: ['Targets.Id'] }],
  },
  'AWS::CloudFront::Distribution': {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'CloudFront serves the internet' }],
    show: { aliases: ['DistributionConfig.Aliases'] },
    links: [
      { kind: 'exposes', to: ['DistributionConfig.Origins.DomainName', 'DistributionConfig.Origins.Id'] },
    ],
  },
  'AWS::GlobalAccelerator::Accelerator': {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'Global Accelerator' }],
  },
  'AWS::ApiGateway::RestApi': REST,
  'AWS::Serverless::Api': REST,
  'AWS::ApiGateway::Method': {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['RestApiId'], to: ['Integration.Uri'] }],
  },
  'AWS::ApiGatewayV2::Api': HTTP,
  'AWS::Serverless::HttpApi': HTTP,
  'AWS::ApiGatewayV2::Integration': {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['ApiId'], to: ['IntegrationUri'] }],
  },
  'AWS::ApiGatewayV2::Route': { kind: 'resource', route: { key: 'RouteKey' } },
  'AWS::AppSync::GraphQLApi': {
    kind: 'gateway',
    exposure: [
      { when: [{ at: 'Visibility', is: 'PRIVATE' }], tells: 'internal' },
      {
        when: [{ at: 'Visibility', there: false }],
        tells: 'internet',
        says: 'a GraphQL API has a public endpoint',
      },
    ],
    show: { authentication: ['AuthenticationType'] },
  },
  'AWS::AppSync::DataSource': {
    kind: 'resource',
    links: [
      { kind: 'exposes', from: ['ApiId'], to: ['LambdaConfig.LambdaFunctionArn'] },
      { kind: 'reads', from: ['ApiId'], to: ['DynamoDBConfig.TableName'] },
    ],
  },
}
