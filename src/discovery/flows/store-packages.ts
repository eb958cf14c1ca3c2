import type { PackageNames } from '../third-parties/packages-of.ts'

interface StorePackages {
  /** As the tables of images call it (`src/formats/infrastructure/images/stores.ts`). */
  engine: string
  packages: PackageNames
}

/** Clients of databases, as their makers publish them. Names as in the table of SDKs. */
export const STORE_PACKAGES: readonly StorePackages[] = [
  {
    engine: 'postgresql',
    packages: {
      npm: 'pg postgres pg-promise @neondatabase/serverless @vercel/postgres',
      pypi: 'psycopg psycopg2 psycopg2-binary asyncpg aiopg',
      maven: 'org.postgresql*',
      go: 'github.com/lib/pq github.com/jackc/pgx* gorm.io/driver/postgres',
      gem: 'pg',
      nuget: 'npgsql*',
      crates: 'tokio-postgres postgres',
      import: 'psycopg psycopg2 asyncpg npgsql tokio_postgres org.postgresql*',
    },
  },
  {
    engine: 'mysql',
    packages: {
      npm: 'mysql mysql2',
      pypi: 'pymysql mysqlclient mysql-connector-python aiomysql',
      maven: 'com.mysql* mysql:mysql-connector-java',
      go: 'github.com/go-sql-driver/mysql gorm.io/driver/mysql',
      gem: 'mysql2 trilogy',
      nuget: 'mysql.data mysqlconnector pomelo.entityframeworkcore.mysql',
      import: 'pymysql mysqldb mysql.connector mysqlconnector',
    },
  },
  {
    engine: 'mariadb',
    packages: { npm: 'mariadb', pypi: 'mariadb', maven: 'org.mariadb.jdbc*', import: 'mariadb' },
  },
  {
    engine: 'sqlite',
    packages: {
      npm: 'sqlite3 better-sqlite3 sqlite',
      maven: 'org.xerial:sqlite-jdbc',
      go: 'github.com/mattn/go-sqlite3 modernc.org/sqlite gorm.io/driver/sqlite',
      gem: 'sqlite3',
      nuget: 'microsoft.data.sqlite* microsoft.entityframeworkcore.sqlite*',
      crates: 'rusqlite',
      import: 'sqlite3 aiosqlite rusqlite microsoft.data.sqlite',
    },
  },
  {
    engine: 'sqlserver',
    packages: {
      npm: 'mssql tedious',
      pypi: 'pymssql pyodbc',
      maven: 'com.microsoft.sqlserver*',
      go: 'github.com/microsoft/go-mssqldb github.com/denisenkom/go-mssqldb gorm.io/driver/sqlserver',
      gem: 'tiny_tds',
      nuget: 'microsoft.data.sqlclient system.data.sqlclient microsoft.entityframeworkcore.sqlserver*',
      import: 'pymssql microsoft.data.sqlclient system.data.sqlclient',
    },
  },
  {
    engine: 'oracle',
    packages: {
      npm: 'oracledb',
      pypi: 'cx-oracle oracledb',
      maven: 'com.oracle.database.jdbc*',
      nuget: 'oracle.manageddataaccess*',
      import: 'cx_oracle oracledb oracle.manageddataaccess*',
    },
  },
  {
    engine: 'mongodb',
    packages: {
      npm: 'mongodb mongoose @nestjs/mongoose @typegoose/typegoose',
      pypi: 'pymongo motor mongoengine beanie',
      maven:
        'org.mongodb* org.springframework.boot:spring-boot-starter-data-mongodb* org.springframework.data:spring-data-mongodb',
      go: 'go.mongodb.org/mongo-driver*',
      gem: 'mongo mongoid',
      nuget: 'mongodb.driver*',
      composer: 'mongodb/mongodb',
      crates: 'mongodb',
      import:
        'pymongo motor mongoengine beanie com.mongodb* org.springframework.data.mongodb* mongodb.driver*',
    },
  },
  {
    engine: 'redis',
    packages: {
      npm: 'redis ioredis @redis/client',
      pypi: 'redis aioredis',
      maven: 'redis.clients* io.lettuce* org.springframework.boot:spring-boot-starter-data-redis*',
      go: 'github.com/redis/go-redis* github.com/go-redis/redis* github.com/gomodule/redigo*',
      gem: 'redis',
      nuget: 'stackexchange.redis',
      composer: 'predis/predis',
      crates: 'redis',
      import: 'redis aioredis redis.clients* io.lettuce* stackexchange.redis predis\\*',
    },
  },
  {
    engine: 'elasticsearch',
    packages: {
      npm: '@elastic/elasticsearch',
      pypi: 'elasticsearch elasticsearch-dsl',
      maven: 'co.elastic.clients* org.elasticsearch*',
      go: 'github.com/elastic/go-elasticsearch*',
      gem: 'elasticsearch',
      nuget: 'elastic.clients.elasticsearch nest',
      import: 'elasticsearch elasticsearch_dsl co.elastic.clients* org.elasticsearch*',
    },
  },
  {
    engine: 'cassandra',
    packages: {
      npm: 'cassandra-driver',
      pypi: 'cassandra-driver',
      maven: 'com.datastax*',
      go: 'github.com/gocql/gocql',
      import: 'cassandra com.datastax*',
    },
  },
  {
    engine: 'neo4j',
    packages: {
      npm: 'neo4j-driver',
      pypi: 'neo4j',
      maven: 'org.neo4j.driver*',
      go: 'github.com/neo4j/neo4j-go-driver*',
      nuget: 'neo4j.driver',
      import: 'neo4j org.neo4j*',
    },
  },
  {
    engine: 'clickhouse',
    packages: {
      npm: '@clickhouse/client',
      pypi: 'clickhouse-driver clickhouse-connect',
      go: 'github.com/clickhouse/clickhouse-go*',
      import: 'clickhouse_driver clickhouse_connect',
    },
  },
  {
    engine: 'dynamodb',
    packages: {
      npm: '@aws-sdk/client-dynamodb @aws-sdk/lib-dynamodb dynamoose',
      pypi: 'pynamodb',
      maven: 'software.amazon.awssdk:dynamodb*',
      go: 'github.com/aws/aws-sdk-go-v2/service/dynamodb*',
      nuget: 'awssdk.dynamodbv2',
      import: 'pynamodb software.amazon.awssdk.services.dynamodb* amazon.dynamodbv2*',
    },
  },
]
