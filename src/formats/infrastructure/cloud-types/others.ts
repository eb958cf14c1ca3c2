import type { CloudType, CloudTypes } from './contract.ts'

const KUBERNETES_CONTAINERS: CloudType = {
  kind: 'workload',
  show: {
    image: ['spec.template.spec.container.image', 'spec.container.image'],
    ports: ['spec.template.spec.container.port.container_port', 'spec.container.port.container_port'],
    replicas: ['spec.replicas'],
  },
}
const KUBERNETES_SERVICE: CloudType = {
  kind: 'service',
  show: { ports: ['spec.port.port'], type: ['spec.type'] },
  exposure: [
    { when: [{ at: 'spec.type', is: 'LoadBalancer' }], tells: 'internet' },
    { when: [{ at: 'spec.type', is: ['ClusterIP', 'NodePort'] }], tells: 'internal' },
    { when: [{ at: 'spec.type', there: false }], tells: 'internal', says: 'ClusterIP by default' },
  ],
  links: [{ kind: 'exposes', to: ['spec.selector'] }],
}
const PUBLIC: CloudType['exposure'] = [{ tells: 'internet', says: 'it has a public address' }]

/** DigitalOcean, Hetzner, Cloudflare and the Kubernetes provider as Terraform names them. */
export const OTHERS: CloudTypes = {
  digitalocean_droplet: {
    kind: 'host',
    show: { image: ['image'], size: ['size'], region: ['region'] },
    facing: [{ tells: 'public', says: 'a droplet has a public address' }],
  },
  digitalocean_firewall: {
    kind: 'network-policy',
    firewall: {
      rules: 'inbound_rule',
      ranges: ['source_addresses'],
      groups: ['source_tags', 'source_droplet_ids'],
      ports: ['port_range'],
    },
    puts: { guard: [''], before: ['droplet_ids'] },
  },
  digitalocean_loadbalancer: {
    kind: 'load-balancer',
    exposure: PUBLIC,
    links: [{ kind: 'exposes', to: ['droplet_ids'] }],
  },
  digitalocean_kubernetes_cluster: {
    kind: 'cluster',
    show: { version: ['version'], region: ['region'] },
    exposure: PUBLIC,
  },
  digitalocean_database_cluster: { kind: 'data-store', show: { engine: ['engine'], version: ['version'] } },
  digitalocean_database_firewall: { kind: 'network-policy' },
  digitalocean_spaces_bucket: {
    kind: 'data-store',
    exposure: [
      { when: [{ at: 'acl', is: 'public-read' }], tells: 'internet' },
      { when: [{ at: 'acl', not: 'public-read' }], tells: 'internal', says: 'no public ACL' },
    ],
  },
  digitalocean_app: { kind: 'service', exposure: PUBLIC, show: { image: ['spec.service.image.repository'] } },
  digitalocean_vpc: { kind: 'network', show: { cidr: ['ip_range'] } },
  hcloud_server: {
    kind: 'host',
    show: { image: ['image'], size: ['server_type'] },
    facing: [
      { when: [{ at: 'public_net.ipv4_enabled', is: false }], tells: 'private' },
      { tells: 'public', says: 'a server has a public address' },
    ],
    guards: ['firewall_ids'],
  },
  hcloud_firewall: {
    kind: 'network-policy',
    firewall: {
      rules: 'rule',
      only: [{ at: 'direction', is: 'in' }],
      ranges: ['source_ips'],
      ports: ['port'],
    },
  },
  hcloud_load_balancer: { kind: 'load-balancer', exposure: PUBLIC },
  hcloud_load_balancer_target: {
    kind: 'resource',
    links: [{ kind: 'exposes', from: ['load_balancer_id'], to: ['server_id'] }],
  },
  hcloud_network: { kind: 'network', show: { cidr: ['ip_range'] } },
  hcloud_volume: { kind: 'data-store', exposure: [{ tells: 'isolated', says: 'a disk' }] },
  cloudflare_worker_script: {
    kind: 'function',
    exposure: [{ tells: 'internet', says: 'a worker serves the internet' }],
  },
  cloudflare_workers_script: {
    kind: 'function',
    exposure: [{ tells: 'internet', says: 'a worker serves the internet' }],
  },
  cloudflare_r2_bucket: { kind: 'data-store' },
  cloudflare_workers_kv_namespace: { kind: 'data-store' },
  kubernetes_deployment: KUBERNETES_CONTAINERS,
  kubernetes_deployment_v1: KUBERNETES_CONTAINERS,
  kubernetes_stateful_set: KUBERNETES_CONTAINERS,
  kubernetes_stateful_set_v1: KUBERNETES_CONTAINERS,
  kubernetes_daemonset: KUBERNETES_CONTAINERS,
  kubernetes_daemon_set_v1: KUBERNETES_CONTAINERS,
  kubernetes_pod: KUBERNETES_CONTAINERS,
  kubernetes_pod_v1: KUBERNETES_CONTAINERS,
  kubernetes_job: KUBERNETES_CONTAINERS,
  kubernetes_cron_job_v1: {
    kind: 'workload',
    show: { image: ['spec.job_template.spec.template.spec.container.image'] },
  },
  kubernetes_service: KUBERNETES_SERVICE,
  kubernetes_service_v1: KUBERNETES_SERVICE,
  kubernetes_ingress: {
    kind: 'ingress',
    links: [{ kind: 'exposes', to: ['spec.rule.http.path.backend.service_name'] }],
  },
  kubernetes_ingress_v1: {
    kind: 'ingress',
    exposure: [{ tells: 'internet', says: 'an ingress' }],
    links: [{ kind: 'exposes', to: ['spec.rule.http.path.backend.service.name'] }],
  },
  kubernetes_network_policy: { kind: 'network-policy' },
  kubernetes_secret: { kind: 'secret' },
  kubernetes_secret_v1: { kind: 'secret' },
  kubernetes_service_account: { kind: 'identity' },
  kubernetes_service_account_v1: { kind: 'identity' },
  kubernetes_role_binding: { kind: 'permission' },
  kubernetes_cluster_role_binding: { kind: 'permission' },
  helm_release: {
    kind: 'workload',
    show: { chart: ['chart'], repository: ['repository'], version: ['version'] },
  },
  docker_container: { kind: 'workload', show: { image: ['image'], ports: ['ports.external'] } },
  random_password: { kind: 'resource' },
}
