import type { PackageOfPath } from '../values/package-of-path.ts'

/** How instrumentations of OpenTelemetry are called after what they watch, by language; first group is the library. */
const SCOPES: readonly RegExp[] = [
  /^@opentelemetry\/instrumentation-([\w-]+)$/,
  /^opentelemetry\.instrumentation\.([\w]+)$/,
  /^io\.opentelemetry\.([a-z][\w-]*?)-\d[\w.]*$/,
  /^go\.opentelemetry\.io\/contrib\/instrumentation\/((?:[\w-]+\.)+[\w-]+\/[\w./-]+)\/otel\w+$/,
  /^OpenTelemetry::Instrumentation::(\w+)$/,
  /^OpenTelemetry\.Instrumentation\.([\w.]+)$/,
]
/** What is watched and is no package of its own. */
const OF_THE_LANGUAGE =
  /^(?:http|https|net|dns|fs|document-load|user-interaction|fetch|xml-http-request|runtime-node|logging|threading|asyncio|urllib|sqlite3|dbapi|wsgi|asgi|executors|java-http-client|http-url-connection|jdbc|runtime-telemetry\w*|AspNetCore|Http|Runtime|Process|SqlClient|All|Base)$/i
/** Names of libraries where the instrumentation's differs. */
const NAMES: Readonly<Record<string, string>> = {
  'nestjs-core': '@nestjs/core',
  'aws-sdk': 'aws-sdk',
  'redis-4': 'redis',
  'mongodb-core': 'mongodb',
  botocore: 'botocore',
  psycopg2: 'psycopg2',
  'spring-webmvc': 'spring-webmvc',
  'log4j-appender': 'log4j-core',
  'logback-appender': 'logback-classic',
  'apache-httpclient': 'httpclient',
  tomcat: 'tomcat-embed-core',
  jetty: 'jetty-server',
  netty: 'netty-codec-http',
  'kafka-clients': 'kafka-clients',
  'hibernate-procedure-call': 'hibernate-core',
  hibernate: 'hibernate-core',
  lettuce: 'lettuce-core',
  ActiveRecord: 'activerecord',
  ActionPack: 'actionpack',
}

/** The library that an instrumentation's name shows to be loaded. Its version is the instrumentation's own, so none is told. */
export function libraryOfScope(scope: string): PackageOfPath | undefined {
  for (const pattern of SCOPES) {
    const name = pattern.exec(scope)?.[1]
    if (name === undefined) continue
    if (OF_THE_LANGUAGE.test(name)) return undefined
    return { name: NAMES[name] ?? (scope.startsWith('OpenTelemetry::') ? name.toLowerCase() : name) }
  }
  return undefined
}
