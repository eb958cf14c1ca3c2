import type { Infrastructure, Place } from '../../../model/infrastructure.ts'
import type { Draft } from '../draft.ts'
import type { Address } from './addresses.ts'
import { type Store, storeOfPort, storeOfScheme } from './stores.ts'

/** Domains under which clouds give out addresses of managed stores. */
const MANAGED: readonly (Store & { host: RegExp })[] = [
  { kind: 'data-store', engine: 'rds', host: /\.rds\.amazonaws\.com$/ },
  { kind: 'data-store', engine: 'redis', host: /\.cache\.amazonaws\.com$/ },
  { kind: 'data-store', engine: 'documentdb', host: /\.docdb\.amazonaws\.com$/ },
  { kind: 'data-store', engine: 'opensearch', host: /\.es\.amazonaws\.com$/ },
  { kind: 'queue', engine: 'sqs', host: /(?:^|\.)sqs\.[a-z0-9-]+\.amazonaws\.com$/ },
  { kind: 'queue', engine: 'kafka', host: /\.kafka\.[a-z0-9-]+\.amazonaws\.com$|\.confluent\.cloud$/ },
  { kind: 'data-store', engine: 'postgresql', host: /\.postgres\.database\.azure\.com$/ },
  { kind: 'data-store', engine: 'mysql', host: /\.mysql\.database\.azure\.com$/ },
  { kind: 'data-store', engine: 'sqlserver', host: /\.database\.windows\.net$/ },
  { kind: 'data-store', engine: 'redis', host: /\.redis\.cache\.windows\.net$/ },
  { kind: 'data-store', engine: 'cosmosdb', host: /\.documents\.azure\.com$/ },
  { kind: 'queue', engine: 'servicebus', host: /\.servicebus\.windows\.net$/ },
  { kind: 'data-store', engine: 'mongodb', host: /\.mongodb\.net$/ },
  { kind: 'data-store', engine: 'postgresql', host: /\.(?:neon\.tech|supabase\.co)$/ },
]

/** The store at an address that nothing in the tree runs: by its scheme, the cloud's domain, or its port. Undefined for this machine and for what is no store. */
export function externalStore(
  { scheme, host, port }: Address,
  place: Place,
  provider: string,
): Infrastructure | undefined {
  if (/^(?:localhost|host\.docker\.internal|example\.(?:com|org))$/i.test(host)) return undefined
  const managed = MANAGED.find((one) => one.host.test(host))
  const store =
    (scheme && storeOfScheme(scheme)) ?? managed ?? (port === undefined ? undefined : storeOfPort(port))
  if (!store) return undefined
  return {
    kind: store.kind,
    name: `${store.engine}/${host}`,
    type: store.engine,
    provider,
    ...place,
    attributes: {
      engine: store.engine,
      host,
      ...(port === undefined ? {} : { port: String(port) }),
      declared: 'false',
    },
  }
}

/** Words by which a setting says that it is for reading alone. */
const READS_ONLY = /read[_-]?only|readonly|replica|\bslave\b|[_-]ro\b|reader/i

/** The link to a store: `writes`, since whoever has its address may do both, or `reads` where the setting says so. */
export function addStoreLink(
  draft: Draft,
  from: string,
  to: string,
  words: string,
  evidence: string,
  confidence: number,
): void {
  draft.link(from, READS_ONLY.test(words.slice(0, 2000)) ? 'reads' : 'writes', to, evidence, confidence)
}
