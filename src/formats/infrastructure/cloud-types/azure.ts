import type { CloudType, CloudTypes, Facing, Rule } from './contract.ts'

const APP: CloudType = {
  kind: 'service',
  show: {
    image: ['site_config.application_stack.docker_image_name', 'site_config.application_stack.docker_image'],
    runtime: [
      'site_config.linux_fx_version',
      'site_config.application_stack.node_version',
      'site_config.application_stack.python_version',
    ],
    tls: ['https_only'],
    region: ['location'],
  },
  exposure: [
    { when: [{ at: 'public_network_access_enabled', is: false }], tells: 'internal' },
    {
      when: [
        { at: 'site_config.ip_restriction', there: true },
        { at: 'site_config.ip_restriction.ip_address', there: true },
      ],
      tells: 'partner',
      says: 'only listed addresses',
    },
    {
      when: [{ at: 'site_config.ip_restriction.virtual_network_subnet_id', there: true }],
      tells: 'internal',
      says: 'only listed subnets',
    },
    { when: [{ at: 'public_network_access_enabled', is: true }], tells: 'internet' },
    {
      when: [{ at: 'public_network_access_enabled', there: false }],
      tells: 'internet',
      says: 'public by default',
    },
  ],
  actsAs: ['identity.identity_ids'],
}
const FUNCTION_APP: CloudType = { ...APP, kind: 'function' }
const MACHINE: CloudType = {
  kind: 'host',
  show: { size: ['size', 'vm_size'], image: ['source_image_reference.offer'] },
  placed: ['network_interface_ids'],
  actsAs: ['identity.identity_ids'],
}
const OPEN: readonly Rule<'internal' | 'internet'>[] = [
  { when: [{ at: 'public_network_access_enabled', is: false }], tells: 'internal' },
]
const PRIVATE_UNLESS_RULE: CloudType['exposure'] = [
  ...OPEN,
  { when: [{ at: 'delegated_subnet_id', there: true }], tells: 'internal', says: 'in its own subnet' },
  // The firewall of a server lets nobody in until a rule does.
  { tells: 'internal', says: 'no firewall rule is declared' },
]
const SERVER: CloudType = {
  kind: 'data-store',
  show: {
    version: ['version'],
    public: ['public_network_access_enabled'],
    tls: ['ssl_enforcement_enabled', 'minimum_tls_version'],
  },
  exposure: PRIVATE_UNLESS_RULE,
}
const PUBLIC_BY_ACCESS: CloudType['exposure'] = [
  ...OPEN,
  {
    when: [{ at: 'network_acls.default_action', is: 'Deny' }],
    tells: 'partner',
    says: 'only listed networks',
  },
  {
    when: [{ at: 'network_rules.default_action', is: 'Deny' }],
    tells: 'partner',
    says: 'only listed networks',
  },
]
/** A rule for addresses of one server: from 0.0.0.0 to the end is everybody, 0.0.0.0 alone is Azure's own services. */
const serverRule = (...to: string[]): CloudType => ({
  kind: 'network-policy',
  show: { cidr: ['start_ip_address'], end: ['end_ip_address'] },
  lends: [
    {
      to,
      when: [
        { at: 'start_ip_address', is: '0.0.0.0' },
        { at: 'end_ip_address', is: '255.255.255.255' },
      ],
      tells: 'internet',
      says: '0.0.0.0–255.255.255.255',
    },
    {
      to,
      when: [
        { at: 'start_ip_address', is: '0.0.0.0' },
        { at: 'end_ip_address', is: '0.0.0.0' },
      ],
      tells: 'partner',
      says: 'all services of Azure (0.0.0.0)',
    },
    { to, when: [{ at: 'start_ip_address', not: '0.0.0.0' }], tells: 'partner', says: 'listed addresses' },
  ],
})
const RULE_PARTS = {
  only: [
    { at: 'direction', is: 'Inbound' },
    { at: 'access', is: 'Allow' },
  ],
  ranges: ['source_address_prefix', 'source_address_prefixes'],
  groups: ['source_application_security_group_ids'],
  ports: ['destination_port_range'],
}
const BY_FRONTEND: readonly Rule<Facing>[] = [
  {
    when: [{ at: 'frontend_ip_configuration.public_ip_address_id', there: true }],
    tells: 'public',
    says: 'public IP address',
  },
  {
    when: [{ at: 'frontend_ip_configuration', there: true }],
    tells: 'private',
    says: 'no public IP address',
  },
]

/** Azure as Terraform names it. Source: registry.terraform.io/providers/hashicorp/azurerm. */
export const AZURE: CloudTypes = {
  azurerm_virtual_network: { kind: 'network', show: { cidr: ['address_space'], region: ['location'] } },
  azurerm_subnet: { kind: 'network', show: { cidr: ['address_prefixes', 'address_prefix'] } },
  azurerm_network_security_group: {
    kind: 'network-policy',
    firewall: { rules: 'security_rule', ...RULE_PARTS },
  },
  azurerm_network_security_rule: {
    kind: 'network-policy',
    firewall: { rules: '', ...RULE_PARTS },
    partOf: ['network_security_group_name'],
    show: { cidr: ['source_address_prefix'], ports: ['destination_port_range'], direction: ['direction'] },
  },
  azurerm_subnet_network_security_group_association: {
    kind: 'resource',
    puts: { guard: ['network_security_group_id'], before: ['subnet_id'] },
  },
  azurerm_network_interface_security_group_association: {
    kind: 'resource',
    puts: { guard: ['network_security_group_id'], before: ['network_interface_id'] },
  },
  azurerm_network_interface: {
    kind: 'resource',
    facing: [
      {
        when: [{ at: 'ip_configuration.public_ip_address_id', there: true }],
        tells: 'public',
        says: 'public IP address',
      },
      { when: [{ at: 'ip_configuration', there: true }], tells: 'private', says: 'no public IP address' },
    ],
    guards: ['ip_configuration.subnet_id', 'network_security_group_id'],
  },
  azurerm_public_ip: { kind: 'resource', show: { sku: ['sku'] } },
  azurerm_virtual_network_peering: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'peering' }] },
  azurerm_virtual_network_gateway: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  azurerm_private_endpoint: {
    kind: 'gateway',
    exposure: [{ tells: 'internal', says: 'private endpoint' }],
    links: [{ kind: 'exposes', to: ['private_service_connection.private_connection_resource_id'] }],
  },
  azurerm_bastion_host: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'Bastion has a public address' }],
  },
  azurerm_firewall: { kind: 'network-policy' },
  azurerm_lb: { kind: 'load-balancer', facing: BY_FRONTEND },
  azurerm_application_gateway: {
    kind: 'load-balancer',
    facing: BY_FRONTEND,
    links: [{ kind: 'exposes', to: ['backend_address_pool.fqdns'] }],
  },
  azurerm_lb_backend_address_pool: {
    kind: 'resource',
    step: true,
    links: [{ kind: 'exposes', from: ['loadbalancer_id'], to: [''] }],
  },
  azurerm_network_interface_backend_address_pool_association: { kind: 'resource' },
  azurerm_frontdoor: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'Front Door serves the internet' }],
  },
  azurerm_cdn_frontdoor_endpoint: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'Front Door serves the internet' }],
  },
  azurerm_cdn_frontdoor_origin: {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['cdn_frontdoor_origin_group_id'], to: ['host_name'] }],
  },
  azurerm_cdn_endpoint: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'a CDN serves the internet' }],
  },
  azurerm_traffic_manager_profile: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'Traffic Manager serves the internet' }],
  },
  azurerm_api_management: {
    kind: 'gateway',
    exposure: [
      { when: [{ at: 'virtual_network_type', is: 'Internal' }], tells: 'internal' },
      { when: [{ at: 'virtual_network_type', there: false }], tells: 'internet', says: 'public by default' },
      { when: [{ at: 'virtual_network_type', is: ['External', 'None'] }], tells: 'internet' },
    ],
  },
  azurerm_virtual_machine: MACHINE,
  azurerm_linux_virtual_machine: MACHINE,
  azurerm_windows_virtual_machine: MACHINE,
  azurerm_linux_virtual_machine_scale_set: {
    kind: 'workload',
    facing: [
      {
        when: [{ at: 'network_interface.ip_configuration.public_ip_address', there: true }],
        tells: 'public',
      },
    ],
    links: [
      {
        kind: 'exposes',
        from: ['network_interface.ip_configuration.load_balancer_backend_address_pool_ids'],
        to: [''],
      },
    ],
  },
  azurerm_service_plan: { kind: 'cluster', show: { size: ['sku_name'] } },
  azurerm_app_service_plan: { kind: 'cluster' },
  azurerm_app_service: APP,
  azurerm_linux_web_app: APP,
  azurerm_windows_web_app: APP,
  azurerm_linux_function_app: FUNCTION_APP,
  azurerm_windows_function_app: FUNCTION_APP,
  azurerm_function_app: FUNCTION_APP,
  azurerm_static_site: {
    kind: 'service',
    exposure: [{ tells: 'internet', says: 'a static site serves the internet' }],
  },
  azurerm_static_web_app: {
    kind: 'service',
    exposure: [{ tells: 'internet', says: 'a static site serves the internet' }],
  },
  azurerm_container_group: {
    kind: 'workload',
    show: { image: ['container.image'], ports: ['container.ports.port'] },
    exposure: [
      { when: [{ at: 'ip_address_type', is: 'Private' }], tells: 'internal' },
      { when: [{ at: 'ip_address_type', is: 'None' }], tells: 'isolated' },
      { when: [{ at: 'ip_address_type', is: 'Public' }], tells: 'internet' },
      { when: [{ at: 'ip_address_type', there: false }], tells: 'internet', says: 'public by default' },
    ],
    actsAs: ['identity.identity_ids'],
  },
  azurerm_container_app: {
    kind: 'service',
    show: { image: ['template.container.image'], ports: ['ingress.target_port'] },
    exposure: [
      { when: [{ at: 'ingress.external_enabled', is: true }], tells: 'internet' },
      { when: [{ at: 'ingress.external_enabled', is: false }], tells: 'internal' },
      { when: [{ at: 'ingress', there: false }], tells: 'isolated', says: 'no ingress' },
      {
        when: [{ at: 'ingress.external_enabled', there: false }],
        tells: 'internal',
        says: 'ingress is not external',
      },
    ],
    actsAs: ['identity.identity_ids'],
  },
  azurerm_container_app_environment: { kind: 'cluster' },
  azurerm_kubernetes_cluster: {
    kind: 'cluster',
    show: { version: ['kubernetes_version'] },
    exposure: [
      { when: [{ at: 'private_cluster_enabled', is: true }], tells: 'internal' },
      { when: [{ at: 'api_server_authorized_ip_ranges', world: true }], tells: 'internet' },
      { when: [{ at: 'api_server_authorized_ip_ranges', there: true }], tells: 'partner' },
      { when: [{ at: 'api_server_access_profile.authorized_ip_ranges', there: true }], tells: 'partner' },
      { when: [{ at: 'private_cluster_enabled', is: false }], tells: 'internet' },
      {
        when: [{ at: 'private_cluster_enabled', there: false }],
        tells: 'internet',
        says: 'public API server by default',
      },
    ],
  },
  azurerm_kubernetes_cluster_node_pool: {
    kind: 'workload',
    links: [{ kind: 'contains', from: ['kubernetes_cluster_id'], to: [''] }],
  },
  azurerm_storage_account: {
    kind: 'data-store',
    show: {
      public: ['allow_nested_items_to_be_public', 'allow_blob_public_access'],
      tls: ['min_tls_version'],
      region: ['location'],
    },
    exposure: [
      ...PUBLIC_BY_ACCESS,
      { when: [{ at: 'allow_nested_items_to_be_public', is: true }], tells: 'internet' },
      { when: [{ at: 'allow_blob_public_access', is: true }], tells: 'internet' },
    ],
  },
  azurerm_storage_account_network_rules: {
    kind: 'network-policy',
    lends: [
      {
        to: ['storage_account_id', 'storage_account_name'],
        when: [{ at: 'default_action', is: 'Deny' }],
        tells: 'partner',
        says: 'only listed networks',
        over: true,
      },
    ],
  },
  azurerm_storage_container: {
    kind: 'data-store',
    show: { access: ['container_access_type'] },
    exposure: [
      { when: [{ at: 'container_access_type', is: ['blob', 'container'] }], tells: 'internet' },
      { when: [{ at: 'container_access_type', is: 'private' }], tells: 'internal' },
      {
        when: [{ at: 'container_access_type', there: false }],
        tells: 'internal',
        says: 'private by default',
      },
    ],
    links: [{ kind: 'contains', from: ['storage_account_name', 'storage_account_id'], to: [''] }],
    lends: [
      {
        to: ['storage_account_name', 'storage_account_id'],
        when: [{ at: 'container_access_type', is: ['blob', 'container'] }],
        tells: 'internet',
      },
    ],
  },
  azurerm_storage_queue: {
    kind: 'queue',
    links: [{ kind: 'contains', from: ['storage_account_name'], to: [''] }],
  },
  azurerm_storage_share: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['storage_account_name'], to: [''] }],
  },
  azurerm_managed_disk: {
    kind: 'data-store',
    exposure: [{ tells: 'isolated', says: 'a disk' }],
    show: { encrypted: ['encryption_settings.enabled'] },
  },
  azurerm_sql_server: SERVER,
  azurerm_mssql_server: SERVER,
  azurerm_mysql_server: SERVER,
  azurerm_mysql_flexible_server: SERVER,
  azurerm_mariadb_server: SERVER,
  azurerm_postgresql_server: SERVER,
  azurerm_postgresql_flexible_server: SERVER,
  azurerm_mssql_database: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['server_id'], to: [''] }],
  },
  azurerm_sql_database: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['server_name'], to: [''] }],
  },
  azurerm_postgresql_database: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['server_name'], to: [''] }],
  },
  azurerm_postgresql_flexible_server_database: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['server_id'], to: [''] }],
  },
  azurerm_mysql_flexible_database: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['server_name'], to: [''] }],
  },
  azurerm_sql_firewall_rule: serverRule('server_name'),
  azurerm_mssql_firewall_rule: serverRule('server_id'),
  azurerm_mysql_firewall_rule: serverRule('server_name'),
  azurerm_mysql_flexible_server_firewall_rule: serverRule('server_name'),
  azurerm_postgresql_firewall_rule: serverRule('server_name'),
  azurerm_postgresql_flexible_server_firewall_rule: serverRule('server_id'),
  azurerm_cosmosdb_account: {
    kind: 'data-store',
    show: { engine: ['kind'], public: ['public_network_access_enabled'] },
    exposure: [
      ...OPEN,
      { when: [{ at: 'ip_range_filter', there: true }], tells: 'partner', says: 'only listed addresses' },
      { when: [{ at: 'is_virtual_network_filter_enabled', is: true }], tells: 'internal' },
      {
        when: [{ at: 'public_network_access_enabled', there: false }],
        tells: 'internet',
        says: 'public by default',
      },
      { when: [{ at: 'public_network_access_enabled', is: true }], tells: 'internet' },
    ],
  },
  azurerm_cosmosdb_sql_database: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['account_name'], to: [''] }],
  },
  azurerm_redis_cache: {
    kind: 'data-store',
    show: { version: ['redis_version'], tls: ['minimum_tls_version'] },
    exposure: [
      ...OPEN,
      { when: [{ at: 'subnet_id', there: true }], tells: 'internal', says: 'in its own subnet' },
      {
        when: [{ at: 'public_network_access_enabled', there: false }],
        tells: 'internet',
        says: 'public by default',
      },
    ],
  },
  azurerm_servicebus_namespace: { kind: 'queue', exposure: OPEN },
  azurerm_servicebus_queue: {
    kind: 'queue',
    links: [{ kind: 'contains', from: ['namespace_id', 'namespace_name'], to: [''] }],
  },
  azurerm_servicebus_topic: {
    kind: 'queue',
    links: [{ kind: 'contains', from: ['namespace_id', 'namespace_name'], to: [''] }],
  },
  azurerm_eventhub_namespace: { kind: 'queue', exposure: OPEN },
  azurerm_eventhub: {
    kind: 'queue',
    links: [{ kind: 'contains', from: ['namespace_id', 'namespace_name'], to: [''] }],
  },
  azurerm_eventgrid_topic: { kind: 'queue', exposure: OPEN },
  azurerm_search_service: { kind: 'data-store', exposure: OPEN },
  azurerm_key_vault: { kind: 'secret', exposure: PUBLIC_BY_ACCESS },
  azurerm_key_vault_secret: {
    kind: 'secret',
    links: [{ kind: 'contains', from: ['key_vault_id'], to: [''] }],
  },
  azurerm_key_vault_key: { kind: 'secret', links: [{ kind: 'contains', from: ['key_vault_id'], to: [''] }] },
  azurerm_key_vault_access_policy: {
    kind: 'permission',
    binds: { role: 'secret_permissions', members: ['object_id'], on: ['key_vault_id'] },
  },
  azurerm_container_registry: {
    kind: 'image',
    show: { public: ['public_network_access_enabled'], sku: ['sku'] },
    exposure: [{ when: [{ at: 'anonymous_pull_enabled', is: true }], tells: 'internet' }, ...OPEN],
  },
  azurerm_user_assigned_identity: { kind: 'identity' },
  azurerm_role_assignment: {
    kind: 'permission',
    show: { role: ['role_definition_name'] },
    binds: { role: 'role_definition_name', members: ['principal_id'], on: ['scope'] },
  },
  azurerm_role_definition: { kind: 'permission', show: { actions: ['permissions.actions'] } },
}
