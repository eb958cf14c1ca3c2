import type { Store } from '../images/stores.ts'

/** Kinds that run containers, with the way to the template of their pods. */
export const WORKLOADS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['DeploymentConfig', ['spec', 'template']],
  ['Rollout', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['Pod', []],
])

/** Objects by which an operator runs a store: kind → groups of its API. */
const OPERATED: readonly (Store & { type: string; group: string })[] = [
  { kind: 'data-store', engine: 'postgresql', type: 'Cluster', group: 'postgresql.cnpg.io' },
  { kind: 'data-store', engine: 'postgresql', type: 'postgresql', group: 'acid.zalan.do' },
  {
    kind: 'data-store',
    engine: 'postgresql',
    type: 'PostgresCluster',
    group: 'postgres-operator.crunchydata.com',
  },
  { kind: 'data-store', engine: 'mysql', type: 'InnoDBCluster', group: 'mysql.oracle.com' },
  { kind: 'data-store', engine: 'mysql', type: 'PerconaXtraDBCluster', group: 'pxc.percona.com' },
  { kind: 'data-store', engine: 'mariadb', type: 'MariaDB', group: 'k8s.mariadb.com' },
  { kind: 'data-store', engine: 'mongodb', type: 'MongoDBCommunity', group: 'mongodbcommunity.mongodb.com' },
  { kind: 'data-store', engine: 'mongodb', type: 'PerconaServerMongoDB', group: 'psmdb.percona.com' },
  { kind: 'data-store', engine: 'redis', type: 'Redis', group: 'redis.redis.opstreelabs.in' },
  { kind: 'data-store', engine: 'redis', type: 'RedisCluster', group: 'redis.redis.opstreelabs.in' },
  { kind: 'data-store', engine: 'redis', type: 'RedisFailover', group: 'databases.spotahome.com' },
  {
    kind: 'data-store',
    engine: 'elasticsearch',
    type: 'Elasticsearch',
    group: 'elasticsearch.k8s.elastic.co',
  },
  { kind: 'data-store', engine: 'cassandra', type: 'CassandraDatacenter', group: 'cassandra.datastax.com' },
  { kind: 'data-store', engine: 'cockroachdb', type: 'CrdbCluster', group: 'crdb.cockroachlabs.com' },
  { kind: 'data-store', engine: 's3', type: 'Tenant', group: 'minio.min.io' },
  { kind: 'queue', engine: 'kafka', type: 'Kafka', group: 'kafka.strimzi.io' },
  { kind: 'queue', engine: 'rabbitmq', type: 'RabbitmqCluster', group: 'rabbitmq.com' },
]

/** The store that an operator makes of an object of this kind. */
export const operatedStore = (apiVersion: string, kind: string): Store | undefined => {
  const found = OPERATED.find((one) => one.type === kind && apiVersion.startsWith(`${one.group}/`))
  return found && { kind: found.kind, engine: found.engine }
}

/** Annotations that keep a load balancer of a cloud inside of its network, with the values that say so. */
export const INTERNAL_ANNOTATIONS: ReadonlyMap<string, RegExp> = new Map([
  ['service.beta.kubernetes.io/aws-load-balancer-internal', /^(?:true|0\.0\.0\.0\/0)$/],
  ['service.beta.kubernetes.io/aws-load-balancer-scheme', /^internal$/],
  ['networking.gke.io/load-balancer-type', /^Internal$/i],
  ['cloud.google.com/load-balancer-type', /^Internal$/i],
  ['service.beta.kubernetes.io/azure-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/oci-load-balancer-internal', /^true$/],
  ['service.beta.kubernetes.io/openstack-internal-load-balancer', /^true$/],
  ['service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type', /^intranet$/],
  ['service.kubernetes.io/ibm-load-balancer-cloud-provider-ip-type', /^private$/],
  ['alb.ingress.kubernetes.io/scheme', /^internal$/],
  ['appgw.ingress.kubernetes.io/use-private-ip', /^true$/],
])

/** Annotations that name ranges which may come in; what they do not name is kept out. */
export const RANGE_ANNOTATIONS = [
  'nginx.ingress.kubernetes.io/whitelist-source-range',
  'nginx.ingress.kubernetes.io/allowlist-source-range',
  'alb.ingress.kubernetes.io/inbound-cidrs',
  'haproxy.org/allow-list',
  'haproxy.org/whitelist',
  'haproxy.router.openshift.io/ip_whitelist',
  'service.beta.kubernetes.io/load-balancer-source-ranges',
]

/** Annotations of a service account that let it act as an identity of a cloud. */
export const CLOUD_IDENTITIES: ReadonlyMap<string, string> = new Map([
  ['eks.amazonaws.com/role-arn', 'aws'],
  ['iam.gke.io/gcp-service-account', 'gcp'],
  ['azure.workload.identity/client-id', 'azure'],
])

/** Roles that every cluster has, with what they give. */
export const BUILT_IN_ROLES: ReadonlyMap<string, Record<string, string>> = new Map<
  string,
  Record<string, string>
>([
  ['cluster-admin', { wildcard: 'true', secrets: 'true', grants: '* on *' }],
  ['admin', { secrets: 'true', grants: 'all of a namespace' }],
  ['edit', { secrets: 'true', grants: 'most of a namespace' }],
  ['view', { grants: 'reading most of a namespace' }],
])
