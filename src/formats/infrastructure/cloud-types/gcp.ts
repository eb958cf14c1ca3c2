import type { CloudType, CloudTypes } from './contract.ts'

const EVERYBODY = ['allUsers', 'allAuthenticatedUsers'] as const
const MEMBERS = ['member', 'members'] as const

/** A role for members on one thing; `allUsers` opens it. */
const binding = (...on: string[]): CloudType => ({
  kind: 'permission',
  show: { role: ['role'], members: ['member', 'members'] },
  binds: { role: 'role', members: MEMBERS, on },
  lends: MEMBERS.map((at) => ({ to: on, when: [{ at, is: EVERYBODY }], tells: 'internet' as const })),
})
const FORWARDING: CloudType = {
  kind: 'load-balancer',
  show: { ports: ['port_range', 'ports'], scheme: ['load_balancing_scheme'] },
  facing: [
    { when: [{ at: 'load_balancing_scheme', like: /^INTERNAL/ }], tells: 'private' },
    { when: [{ at: 'load_balancing_scheme', like: /^EXTERNAL/ }], tells: 'public' },
    { when: [{ at: 'load_balancing_scheme', there: false }], tells: 'public', says: 'EXTERNAL by default' },
  ],
  links: [{ kind: 'exposes', to: ['target', 'backend_service'] }],
}
const STEP: CloudType = {
  kind: 'resource',
  step: true,
  links: [
    {
      kind: 'exposes',
      to: [
        'url_map',
        'default_service',
        'backend_service',
        'path_matcher.default_service',
        'path_matcher.path_rule.service',
        'backend.group',
        'bucket_name',
        'instances',
        'cloud_run.service',
        'cloud_function.function',
      ],
    },
  ],
}
const INSTANCE: CloudType = {
  kind: 'host',
  show: { image: ['boot_disk.initialize_params.image'], size: ['machine_type'], zone: ['zone'] },
  facing: [
    {
      when: [{ at: 'network_interface.access_config', there: true }],
      tells: 'public',
      says: 'access_config gives a public address',
    },
    {
      when: [
        { at: 'network_interface', there: true },
        { at: 'network_interface.access_config', there: false },
      ],
      tells: 'private',
      says: 'no public address',
    },
  ],
  found: { networks: ['network_interface.network', 'network_interface.subnetwork'], tags: 'tags' },
  actsAs: ['service_account.email'],
}
const RUN: CloudType = {
  kind: 'service',
  show: {
    image: ['template.spec.containers.image', 'template.containers.image'],
    ports: ['template.spec.containers.ports.container_port', 'template.containers.ports.container_port'],
    region: ['location'],
    ingress: ['ingress'],
  },
  exposure: [
    {
      when: [
        { at: 'ingress', is: ['INGRESS_TRAFFIC_INTERNAL_ONLY', 'INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER'] },
      ],
      tells: 'internal',
    },
    {
      when: [
        { at: 'metadata.annotations', there: true },
        { at: 'metadata.annotations.run.googleapis.com/ingress', like: /^internal/ },
      ],
      tells: 'internal',
    },
  ],
  actsAs: ['template.spec.service_account_name', 'template.service_account'],
}
const FUNCTION: CloudType = {
  kind: 'function',
  show: {
    runtime: ['runtime', 'build_config.runtime'],
    region: ['region', 'location'],
    ingress: ['ingress_settings'],
  },
  exposure: [{ when: [{ at: 'ingress_settings', is: ['ALLOW_INTERNAL_ONLY'] }], tells: 'internal' }],
  actsAs: ['service_account_email', 'service_config.service_account_email'],
}

/** Google Cloud as Terraform names it. Source: registry.terraform.io/providers/hashicorp/google. */
export const GCP: CloudTypes = {
  google_compute_network: { kind: 'network' },
  google_compute_subnetwork: { kind: 'network', show: { cidr: ['ip_cidr_range'], region: ['region'] } },
  google_compute_firewall: {
    kind: 'network-policy',
    firewall: {
      rules: '',
      only: [
        { at: 'direction', not: 'EGRESS' },
        { at: 'allow', there: true },
      ],
      ranges: ['source_ranges'],
      groups: ['source_tags', 'source_service_accounts'],
      ports: ['allow.ports'],
    },
    covers: { network: 'network', tags: 'target_tags' },
    show: { cidr: ['source_ranges'], ports: ['allow.ports'], protocol: ['allow.protocol'] },
  },
  google_compute_instance: INSTANCE,
  google_compute_instance_template: INSTANCE,
  google_compute_instance_group: { ...STEP },
  google_compute_instance_group_manager: {
    kind: 'workload',
    links: [{ kind: 'contains', to: ['version.instance_template', 'instance_template'] }],
  },
  google_compute_region_instance_group_manager: {
    kind: 'workload',
    links: [{ kind: 'contains', to: ['version.instance_template', 'instance_template'] }],
  },
  google_compute_forwarding_rule: FORWARDING,
  google_compute_global_forwarding_rule: FORWARDING,
  google_compute_target_http_proxy: STEP,
  google_compute_target_https_proxy: STEP,
  google_compute_target_tcp_proxy: STEP,
  google_compute_target_pool: STEP,
  google_compute_url_map: STEP,
  google_compute_region_url_map: STEP,
  google_compute_backend_service: STEP,
  google_compute_region_backend_service: STEP,
  google_compute_backend_bucket: STEP,
  google_compute_region_network_endpoint_group: STEP,
  google_compute_router_nat: { kind: 'gateway' },
  google_compute_vpn_gateway: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  google_compute_ha_vpn_gateway: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'VPN' }] },
  google_compute_network_peering: { kind: 'gateway', exposure: [{ tells: 'partner', says: 'peering' }] },
  google_compute_security_policy: { kind: 'network-policy' },
  google_compute_disk: { kind: 'data-store', exposure: [{ tells: 'isolated', says: 'a disk' }] },
  google_container_cluster: {
    kind: 'cluster',
    show: { version: ['min_master_version'], region: ['location'] },
    exposure: [
      { when: [{ at: 'private_cluster_config.enable_private_endpoint', is: true }], tells: 'internal' },
      {
        when: [{ at: 'master_authorized_networks_config.cidr_blocks.cidr_block', world: true }],
        tells: 'internet',
      },
      {
        when: [{ at: 'master_authorized_networks_config.cidr_blocks.cidr_block', there: true }],
        tells: 'partner',
      },
      {
        when: [{ at: 'master_authorized_networks_config', there: false }],
        tells: 'internet',
        says: 'public endpoint without authorized networks',
      },
    ],
    actsAs: ['node_config.service_account'],
  },
  google_container_node_pool: {
    kind: 'workload',
    actsAs: ['node_config.service_account'],
    links: [{ kind: 'contains', from: ['cluster'], to: [''] }],
  },
  google_cloud_run_service: RUN,
  google_cloud_run_v2_service: RUN,
  google_cloud_run_v2_job: {
    kind: 'workload',
    show: { image: ['template.template.containers.image'] },
    actsAs: ['template.template.service_account'],
  },
  google_cloud_run_service_iam_member: binding('service', 'location.service'),
  google_cloud_run_service_iam_binding: binding('service'),
  google_cloud_run_service_iam_policy: {
    kind: 'permission',
    lends: [
      {
        to: ['service'],
        when: [{ at: 'policy_data.bindings.members', is: EVERYBODY }],
        tells: 'internet',
        says: 'allUsers may invoke',
      },
    ],
  },
  google_cloud_run_v2_service_iam_member: binding('name'),
  google_cloud_run_v2_service_iam_binding: binding('name'),
  google_cloudfunctions_function: FUNCTION,
  google_cloudfunctions2_function: FUNCTION,
  google_cloudfunctions_function_iam_member: binding('cloud_function'),
  google_cloudfunctions2_function_iam_member: binding('cloud_function'),
  google_app_engine_standard_app_version: {
    kind: 'service',
    exposure: [{ tells: 'internet', says: 'App Engine serves the internet' }],
  },
  google_api_gateway_gateway: {
    kind: 'gateway',
    exposure: [{ tells: 'internet', says: 'API Gateway serves the internet' }],
  },
  google_storage_bucket: {
    kind: 'data-store',
    show: { name: ['name'], region: ['location'], public: ['public_access_prevention'] },
    exposure: [{ tells: 'internal', says: 'no member allUsers is declared' }],
    called: ['name'],
  },
  google_storage_bucket_iam_member: binding('bucket'),
  google_storage_bucket_iam_binding: binding('bucket'),
  google_storage_bucket_access_control: {
    kind: 'permission',
    lends: [{ to: ['bucket'], when: [{ at: 'entity', is: EVERYBODY }], tells: 'internet' }],
  },
  google_storage_default_object_access_control: {
    kind: 'permission',
    lends: [{ to: ['bucket'], when: [{ at: 'entity', is: EVERYBODY }], tells: 'internet' }],
  },
  google_sql_database_instance: {
    kind: 'data-store',
    show: {
      engine: ['database_version'],
      version: ['database_version'],
      public: ['settings.ip_configuration.ipv4_enabled'],
    },
    exposure: [
      { when: [{ at: 'settings.ip_configuration.ipv4_enabled', is: false }], tells: 'internal' },
      {
        when: [{ at: 'settings.ip_configuration.authorized_networks.value', world: true }],
        tells: 'internet',
      },
      {
        when: [{ at: 'settings.ip_configuration.authorized_networks.value', there: true }],
        tells: 'partner',
      },
      {
        when: [{ at: 'settings.ip_configuration.authorized_networks', there: false }],
        tells: 'internal',
        says: 'no authorized networks',
      },
    ],
  },
  google_sql_database: { kind: 'data-store', links: [{ kind: 'contains', from: ['instance'], to: [''] }] },
  google_sql_user: { kind: 'identity' },
  google_redis_instance: {
    kind: 'data-store',
    show: { version: ['redis_version'] },
    exposure: [{ tells: 'internal', says: 'reached from its own network only' }],
  },
  google_spanner_instance: { kind: 'data-store' },
  google_spanner_database: { kind: 'data-store' },
  google_firestore_database: { kind: 'data-store' },
  google_bigtable_instance: { kind: 'data-store' },
  google_alloydb_cluster: {
    kind: 'data-store',
    exposure: [{ tells: 'internal', says: 'reached from its own network only' }],
  },
  google_filestore_instance: {
    kind: 'data-store',
    exposure: [{ tells: 'internal', says: 'reached from its own network only' }],
  },
  google_bigquery_dataset: {
    kind: 'data-store',
    exposure: [
      { when: [{ at: 'access.special_group', is: 'allAuthenticatedUsers' }], tells: 'internet' },
      { when: [{ at: 'access.iam_member', is: EVERYBODY }], tells: 'internet' },
      { tells: 'internal', says: 'no member allUsers is declared' },
    ],
  },
  google_bigquery_table: {
    kind: 'data-store',
    links: [{ kind: 'contains', from: ['dataset_id'], to: [''] }],
  },
  google_bigquery_dataset_iam_member: binding('dataset_id'),
  google_pubsub_topic: {
    kind: 'queue',
    exposure: [{ tells: 'internal', says: 'reached with IAM credentials only' }],
  },
  google_pubsub_subscription: {
    kind: 'queue',
    exposure: [{ tells: 'internal', says: 'reached with IAM credentials only' }],
    links: [
      { kind: 'reads', to: ['topic'] },
      { kind: 'calls', to: ['push_config.push_endpoint'] },
    ],
  },
  google_pubsub_topic_iam_member: binding('topic'),
  google_pubsub_topic_iam_binding: binding('topic'),
  google_pubsub_subscription_iam_member: binding('subscription'),
  google_cloud_tasks_queue: { kind: 'queue' },
  google_cloud_scheduler_job: {
    kind: 'resource',
    links: [{ kind: 'calls', to: ['http_target.uri', 'pubsub_target.topic_name'] }],
  },
  google_secret_manager_secret: { kind: 'secret' },
  google_secret_manager_secret_version: {
    kind: 'resource',
    step: true,
    links: [{ kind: 'uses', to: ['secret'] }],
  },
  google_secret_manager_secret_iam_member: binding('secret_id'),
  google_secret_manager_secret_iam_binding: binding('secret_id'),
  google_kms_crypto_key: { kind: 'secret' },
  google_kms_key_ring: { kind: 'resource' },
  google_artifact_registry_repository: { kind: 'image', show: { format: ['format'] } },
  google_artifact_registry_repository_iam_member: binding('repository'),
  google_container_registry: { kind: 'image' },
  google_service_account: { kind: 'identity', show: { name: ['account_id'] } },
  google_service_account_iam_member: binding('service_account_id'),
  google_service_account_key: { kind: 'secret' },
  google_project_iam_member: binding('project'),
  google_project_iam_binding: binding('project'),
  // One binding of a policy that an inventory shows, on whatever it stands.
  'iam-binding': binding('on'),
  google_project_iam_policy: { kind: 'permission' },
  google_project_iam_custom_role: { kind: 'permission', show: { actions: ['permissions'] } },
}
