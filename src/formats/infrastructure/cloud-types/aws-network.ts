import type { Exposure } from '../../../model/application.ts'
import type { CloudTypes, Firewall, Rule } from './contract.ts'

const PORTS = ['from_port', 'to_port']
const GROUP: Firewall = {
  rules: 'ingress',
  ranges: ['cidr_blocks', 'ipv6_cidr_blocks'],
  groups: ['security_groups', 'self', 'prefix_list_ids'],
  ports: PORTS,
}
export const BALANCER: CloudTypes[string] = {
  kind: 'load-balancer',
  show: { scheme: ['internal'], type: ['load_balancer_type'], ports: ['listener.lb_port'] },
  facing: [
    { when: [{ at: 'internal', is: true }], tells: 'private' },
    { when: [{ at: 'internal', is: false }], tells: 'public' },
    { when: [{ at: 'internal', there: false }], tells: 'public', says: 'internal is not set' },
  ],
  guards: ['security_groups'],
  links: [{ kind: 'exposes', to: ['instances'] }],
}
const LISTENER: CloudTypes[string] = {
  kind: 'resource',
  step: true,
  show: { ports: ['port'], protocol: ['protocol'] },
  links: [
    { kind: 'exposes', from: ['load_balancer_arn', 'listener_arn'], to: [''] },
    {
      kind: 'exposes',
      to: [
        'default_action.target_group_arn',
        'default_action.forward.target_group.arn',
        'action.target_group_arn',
        'action.forward.target_group.arn',
      ],
    },
  ],
}
const TARGETS: CloudTypes[string] = {
  kind: 'resource',
  step: true,
  show: { ports: ['port'], protocol: ['protocol'] },
}
const API_EXPOSURE: readonly Rule<Exposure>[] = [
  { when: [{ at: 'endpoint_configuration.types', is: 'PRIVATE' }], tells: 'internal' },
  { when: [{ at: 'endpoint_configuration.types', is: ['EDGE', 'REGIONAL'] }], tells: 'internet' },
  {
    when: [{ at: 'endpoint_configuration', there: false }],
    tells: 'internet',
    says: 'an API without a private endpoint',
  },
]

/** AWS as Terraform names it: what leads in. Source: registry.terraform.io/providers/hashicorp/aws. */
export const AWS_NETWORK: CloudTypes = {
  aws_vpc: { kind: 'network', show: { cidr: ['cidr_block'] } },
  aws_default_vpc: { kind: 'network' },
  aws_subnet: {
    kind: 'network',
    show: { cidr: ['cidr_block'], zone: ['availability_zone'], public: ['map_public_ip_on_launch'] },
    facing: [
      { when: [{ at: 'map_public_ip_on_launch', is: true }], tells: 'public' },
      { when: [{ at: 'map_public_ip_on_launch', is: false }], tells: 'private' },
      {
        when: [{ at: 'map_public_ip_on_launch', there: false }],
        tells: 'private',
        says: 'no public address in its subnet',
      },
    ],
  },
  aws_default_subnet: {
    kind: 'network',
    facing: [{ tells: 'public', says: 'default subnet' }],
  },
  aws_security_group: { kind: 'network-policy', firewall: GROUP, show: { name: ['name'] } },
  aws_default_security_group: { kind: 'network-policy', firewall: GROUP },
  aws_security_group_rule: {
    kind: 'network-policy',
    firewall: {
      rules: '',
      only: [{ at: 'type', is: 'ingress' }],
      ranges: ['cidr_blocks', 'ipv6_cidr_blocks'],
      groups: ['source_security_group_id', 'self'],
      ports: PORTS,
    },
    partOf: ['security_group_id'],
    show: { cidr: ['cidr_blocks'], direction: ['type'], ports: ['from_port'] },
  },
  aws_vpc_security_group_ingress_rule: {
    kind: 'network-policy',
    firewall: {
      rules: '',
      ranges: ['cidr_ipv4', 'cidr_ipv6'],
      groups: ['referenced_security_group_id', 'prefix_list_id'],
      ports: PORTS,
    },
    partOf: ['security_group_id'],
    show: { cidr: ['cidr_ipv4', 'cidr_ipv6'], ports: ['from_port'] },
  },
  aws_vpc_security_group_egress_rule: { kind: 'network-policy', show: { cidr: ['cidr_ipv4'] } },
  aws_network_acl: { kind: 'network-policy' },
  aws_network_acl_rule: { kind: 'network-policy', show: { cidr: ['cidr_block'] } },
  aws_wafv2_web_acl: { kind: 'network-policy' },
  aws_internet_gateway: { kind: 'gateway', show: {} },
  aws_nat_gateway: { kind: 'gateway' },
  aws_vpn_gateway: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  aws_vpn_connection: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  aws_customer_gateway: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  aws_ec2_transit_gateway: { kind: 'gateway' },
  aws_vpc_peering_connection: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'peering' }] },
  aws_vpc_endpoint: {
    kind: 'gateway',
    exposure: [{ tells: 'internal', says: 'VPC endpoint' }],
    show: { service: ['service_name'] },
  },
  aws_vpc_endpoint_service: {
    kind: 'gateway',
    exposure: [{ tells: 'partner', says: 'PrivateLink' }],
    links: [{ kind: 'exposes', to: ['network_load_balancer_arns'] }],
  },
  aws_eip: {
    kind: 'resource',
    lends: [{ to: ['instance', 'network_interface'], tells: 'public', says: 'elastic IP' }],
  },
  aws_eip_association: {
    kind: 'resource',
    lends: [{ to: ['instance_id', 'network_interface_id'], tells: 'public', says: 'elastic IP' }],
  },
  aws_network_interface: { kind: 'resource', placed: ['subnet_id'], guards: ['security_groups'] },
  aws_lb: BALANCER,
  aws_alb: BALANCER,
  aws_elb: BALANCER,
  aws_lb_listener: LISTENER,
  aws_alb_listener: LISTENER,
  aws_lb_listener_rule: LISTENER,
  aws_alb_listener_rule: LISTENER,
  aws_lb_target_group: TARGETS,
  aws_alb_target_group: TARGETS,
  aws_lb_target_group_attachment: {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['target_group_arn'], to: ['target_id'] }],
  },
  aws_alb_target_group_attachment: {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['target_group_arn'], to: ['target_id'] }],
  },
  aws_elb_attachment: { kind: 'resource', links: [{ kind: 'exposes', from: ['elb'], to: ['instance'] }] },
  aws_autoscaling_attachment: {
    kind: 'resource',
    links: [
      {
        kind: 'exposes',
        from: ['lb_target_group_arn', 'alb_target_group_arn', 'elb'],
        to: ['autoscaling_group_name'],
      },
    ],
  },
  aws_cloudfront_distribution: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'CloudFront serves the internet' }],
    links: [{ kind: 'exposes', to: ['origin.domain_name', 'origin.origin_id'] }],
    show: { aliases: ['aliases'] },
  },
  aws_globalaccelerator_accelerator: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'Global Accelerator' }],
  },
  aws_api_gateway_rest_api: {
    kind: 'gateway',
    exposure: API_EXPOSURE,
    show: { name: ['name'] },
  },
  aws_api_gateway_integration: {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['rest_api_id'], to: ['uri'] }],
  },
  aws_apigatewayv2_api: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'an HTTP API has a public endpoint' }],
    links: [{ kind: 'exposes', to: ['target'] }],
    show: { name: ['name'], protocol: ['protocol_type'] },
  },
  aws_apigatewayv2_integration: {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['api_id'], to: ['integration_uri'] }],
  },
  aws_apigatewayv2_route: { kind: 'resource', route: { key: 'route_key' } },
  aws_appsync_graphql_api: {
    kind: 'gateway',
    exposure: [
      { when: [{ at: 'visibility', is: 'PRIVATE' }], tells: 'internal' },
      {
        when: [{ at: 'visibility', there: false }],
        tells: 'internet',
        says: 'a GraphQL API has a public endpoint',
      },
    ],
    show: { authentication: ['authentication_type'] },
  },
  aws_appsync_datasource: {
    kind: 'resource',
    links: [
      { kind: 'exposes', from: ['api_id'], to: ['lambda_config.function_arn'] },
      { kind: 'reads', from: ['api_id'], to: ['dynamodb_config.table_name'] },
    ],
  },
  aws_route53_record: { kind: 'resource', show: { name: ['name'], type: ['type'] } },
}
