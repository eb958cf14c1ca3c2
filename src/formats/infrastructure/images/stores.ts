import { imageLeaf, imageName } from './image-name.ts'

/** A product that keeps data or messages. */
export interface Store {
  kind: 'data-store' | 'queue'
  /** `postgresql`, `redis`: what an item's `engine` says. */
  engine: string
}

interface StoreRule extends Store {
  /** Last parts of names of images and charts that are this product. */
  images: string[]
  /** Schemes of its addresses. */
  schemes: string[]
  /** Its usual ports. */
  ports: number[]
}

/** Products by image, address and port. Names are those that their makers publish. */
const STORES: readonly StoreRule[] = [
  {
    kind: 'data-store',
    engine: 'postgresql',
    images: [
      'postgres',
      'postgresql',
      'postgresql-ha',
      'postgis',
      'timescaledb',
      'pgvector',
      'spilo-15',
      'cloudnative-pg',
      'pgpool',
      'pgbouncer',
    ],
    schemes: [
      'postgres',
      'postgresql',
      'jdbc:postgresql',
      'postgresql+asyncpg',
      'postgresql+psycopg2',
      'r2dbc:postgresql',
      'postgis',
    ],
    ports: [5432],
  },
  {
    kind: 'data-store',
    engine: 'mysql',
    images: ['mysql', 'mysql-server', 'percona', 'percona-server', 'percona-xtradb-cluster'],
    schemes: ['mysql', 'mysql2', 'jdbc:mysql', 'mysql+pymysql', 'r2dbc:mysql'],
    ports: [3306],
  },
  {
    kind: 'data-store',
    engine: 'mariadb',
    images: ['mariadb', 'mariadb-galera'],
    schemes: ['mariadb', 'jdbc:mariadb'],
    ports: [],
  },
  {
    kind: 'data-store',
    engine: 'mongodb',
    images: [
      'mongo',
      'mongodb',
      'documentdb',
      'documentdb-local',
      'ferretdb',
      'mongodb-sharded',
      'mongodb-community-server',
      'percona-server-mongodb',
    ],
    schemes: ['mongodb', 'mongodb+srv'],
    ports: [27017],
  },
  {
    kind: 'data-store',
    engine: 'redis',
    images: ['redis', 'redis-cluster', 'redis-stack', 'redis-stack-server', 'keydb', 'dragonfly'],
    schemes: ['redis', 'rediss'],
    ports: [6379],
  },
  {
    kind: 'data-store',
    engine: 'valkey',
    images: ['valkey', 'valkey-cluster'],
    schemes: ['valkey'],
    ports: [],
  },
  { kind: 'data-store', engine: 'memcached', images: ['memcached'], schemes: ['memcached'], ports: [11211] },
  {
    kind: 'data-store',
    engine: 'elasticsearch',
    images: ['elasticsearch', 'elasticsearch-oss'],
    schemes: [],
    ports: [9200, 9300],
  },
  { kind: 'data-store', engine: 'opensearch', images: ['opensearch'], schemes: [], ports: [] },
  { kind: 'data-store', engine: 'solr', images: ['solr'], schemes: [], ports: [8983] },
  {
    kind: 'data-store',
    engine: 'cassandra',
    images: ['cassandra', 'scylla'],
    schemes: ['cassandra'],
    ports: [9042],
  },
  {
    kind: 'data-store',
    engine: 'cockroachdb',
    images: ['cockroach', 'cockroachdb'],
    schemes: ['cockroachdb'],
    ports: [26257],
  },
  {
    kind: 'data-store',
    engine: 'clickhouse',
    images: ['clickhouse', 'clickhouse-server'],
    schemes: ['clickhouse', 'jdbc:clickhouse'],
    ports: [9440],
  },
  {
    kind: 'data-store',
    engine: 'sqlserver',
    images: ['mssql-server-linux', 'mssql/server', 'azure-sql-edge', 'mssql'],
    schemes: ['jdbc:sqlserver', 'mssql', 'sqlserver'],
    ports: [1433],
  },
  {
    kind: 'data-store',
    engine: 'oracle',
    images: ['oracle-xe', 'oracle-free', 'database/express'],
    schemes: ['jdbc:oracle'],
    ports: [1521],
  },
  {
    kind: 'data-store',
    engine: 'neo4j',
    images: ['neo4j'],
    schemes: ['neo4j', 'neo4j+s', 'bolt', 'bolt+s'],
    ports: [7687],
  },
  {
    kind: 'data-store',
    engine: 'dynamodb',
    images: ['dynamodb-local', 'aws-dynamodb-local'],
    schemes: [],
    ports: [],
  },
  { kind: 'data-store', engine: 'couchdb', images: ['couchdb'], schemes: ['couchdb'], ports: [5984] },
  { kind: 'data-store', engine: 'couchbase', images: ['couchbase'], schemes: ['couchbase'], ports: [] },
  { kind: 'data-store', engine: 'influxdb', images: ['influxdb', 'influxdb2'], schemes: [], ports: [8086] },
  { kind: 'data-store', engine: 'etcd', images: ['etcd'], schemes: ['etcd'], ports: [2379] },
  { kind: 'data-store', engine: 's3', images: ['minio', 'aistor'], schemes: ['s3'], ports: [] },
  { kind: 'data-store', engine: 'qdrant', images: ['qdrant'], schemes: [], ports: [6333] },
  { kind: 'data-store', engine: 'weaviate', images: ['weaviate'], schemes: [], ports: [] },
  { kind: 'data-store', engine: 'milvus', images: ['milvus'], schemes: [], ports: [19530] },
  { kind: 'data-store', engine: 'chroma', images: ['chroma'], schemes: [], ports: [] },
  { kind: 'data-store', engine: 'vault', images: ['vault', 'openbao'], schemes: [], ports: [] },
  { kind: 'data-store', engine: 'ldap', images: ['openldap'], schemes: ['ldap', 'ldaps'], ports: [389, 636] },
  {
    kind: 'queue',
    engine: 'kafka',
    images: [
      'kafka',
      'cp-kafka',
      'cp-server',
      'kafka-native',
      'redpanda',
      'strimzi-kafka',
      'confluent-local',
    ],
    schemes: ['kafka'],
    ports: [9092, 29092],
  },
  {
    kind: 'queue',
    engine: 'rabbitmq',
    images: ['rabbitmq', 'rabbitmq-server'],
    schemes: ['amqp', 'amqps', 'rabbitmq'],
    ports: [5672, 5671],
  },
  { kind: 'queue', engine: 'nats', images: ['nats', 'nats-streaming'], schemes: ['nats'], ports: [4222] },
  {
    kind: 'queue',
    engine: 'activemq',
    images: ['activemq', 'activemq-artemis', 'activemq-classic', 'artemis'],
    schemes: ['activemq'],
    ports: [61616],
  },
  { kind: 'queue', engine: 'pulsar', images: ['pulsar'], schemes: ['pulsar', 'pulsar+ssl'], ports: [6650] },
  {
    kind: 'queue',
    engine: 'mqtt',
    images: ['eclipse-mosquitto', 'mosquitto', 'emqx'],
    schemes: ['mqtt', 'mqtts'],
    ports: [1883, 8883],
  },
  { kind: 'queue', engine: 'beanstalkd', images: ['beanstalkd'], schemes: ['beanstalk'], ports: [11300] },
]

const BY_IMAGE = new Map(STORES.flatMap((one) => one.images.map((image) => [image, one] as const)))
const BY_SCHEME = new Map(STORES.flatMap((one) => one.schemes.map((scheme) => [scheme, one] as const)))
const BY_PORT = new Map(STORES.flatMap((one) => one.ports.map((port) => [port, one] as const)))

/** The store that an image (or a chart) of this name is; undefined for all others, exporters and clients of a store among them. */
export function storeOfImage(reference: string): Store | undefined {
  const name = imageName(reference).toLowerCase()
  const found = BY_IMAGE.get(imageLeaf(name)) ?? BY_IMAGE.get(name.split('/').slice(-2).join('/'))
  return found && { kind: found.kind, engine: found.engine }
}

/** The store that an address of this scheme is: `postgres` → PostgreSQL. */
export function storeOfScheme(scheme: string): Store | undefined {
  const found = BY_SCHEME.get(scheme.toLowerCase())
  return found && { kind: found.kind, engine: found.engine }
}

/** The store that usually listens on a port. */
export function storeOfPort(port: number): Store | undefined {
  const found = BY_PORT.get(port)
  return found && { kind: found.kind, engine: found.engine }
}

/** Names that say "this keeps data": by themselves they prove nothing, with the port of a store they do. */
const STORE_NAME =
  /db\d*$|(?:^|[-_/])(?:database|mysql|mariadb|mongo|mongodb|postgres|postgresql|redis|cache|rabbitmq|kafka|queue)\d*$/i

/** The store that an image of somebody's own is, by its name and the ports that it listens on: `acme/orders-db` on 27017. */
export function storeByPort(reference: string, ports: readonly string[]): Store | undefined {
  if (!STORE_NAME.test(imageName(reference))) return undefined
  for (const port of ports) {
    const store = storeOfPort(Number(port))
    if (store) return store
  }
  return undefined
}
