import type { DataClass } from '../../model/application.ts'
import type { DataField, Deployable, Endpoint, Infrastructure, Link, ThirdParty } from '../contract.ts'
import { normalName } from '../data/normal-name.ts'
import { endpointName } from '../endpoint-name.ts'
import type { FileFlow } from './contract.ts'
import { type StoreOfDeployable, storesOfDeployables } from './stores-of-deployables.ts'
import { type Reached, touchedByEndpoints } from './touched-by-endpoints.ts'

interface Whole {
  deployables: readonly Deployable[]
  endpoints: readonly Endpoint[]
  fields: readonly DataField[]
  infrastructure: readonly Infrastructure[]
  thirdParties: readonly ThirdParty[]
  links: readonly Link[]
  flows: readonly FileFlow[]
  homeOf: (file: string) => string | undefined
}

/** Sources of fields that are kept in a database, by the product where the library has only one. */
const KEPT: Readonly<Record<string, string | null>> = {
  sql: null,
  prisma: null,
  typeorm: null,
  'mikro-orm': null,
  sequelize: null,
  knex: null,
  drizzle: null,
  keystone: null,
  django: null,
  sqlalchemy: null,
  sqlmodel: null,
  peewee: null,
  jpa: null,
  exposed: null,
  'spring-data': null,
  'ef-core': null,
  doctrine: null,
  eloquent: null,
  ent: null,
  diesel: null,
  'sea-orm': null,
  sqlx: null,
  liquibase: null,
  rails: null,
  gorm: null,
  db: null,
  mongoose: 'mongodb',
  mongodb: 'mongodb',
  mongoid: 'mongodb',
  'doctrine-odm': 'mongodb',
}
/** Products that keep records of models, in tables or documents; the others keep copies and indexes. */
const RECORDS = new Set([
  'postgresql',
  'mysql',
  'mariadb',
  'sqlite',
  'sqlserver',
  'oracle',
  'cockroachdb',
  'mongodb',
  'cassandra',
  'dynamodb',
])

/** A deployable with settings for more than these is made for any. */
const MOST_STORES = 3

/**
 * Ways of data that only the whole shows: endpoints to the tables and the others' systems that their code touches, models to the database
 * that keeps them, deployables to databases that their code talks to. Endpoints, stores and third parties know the classes of what they
 * move, keep and may be sent.
 * Pure: what is given is copied.
 */
export function weaveFlows(whole: Whole): {
  endpoints: Endpoint[]
  infrastructure: Infrastructure[]
  thirdParties: ThirdParty[]
  links: Link[]
} {
  const modelOf = modelsByTable(whole.fields)
  const classes = classesOf(whole.fields)
  const links: Link[] = []
  const reached = touchedByEndpoints(whole.endpoints, whole.flows)
  const endpoints = whole.endpoints.map((endpoint, index) => {
    const data = new Set(endpoint.data)
    for (const { touch, by, confidence } of reached[index] ?? []) {
      const to = ended(touch.to, modelOf)
      for (const one of classes.get(to) ?? []) data.add(one)
      const over = by.length > 0 ? ` over ${by.join(', ')}` : ''
      const evidence = `${touch.file}:${touch.line} ${touch.says}${over}`
      links.push({ from: `endpoint:${endpointName(endpoint)}`, kind: touch.way, to, evidence, confidence })
    }
    return { ...endpoint, data: [...data] }
  })
  const { stores, infrastructure } = storesOfDeployables(whole)
  for (const { home, name, evidence, confidence } of stores)
    links.push({ from: `deployable:${home}`, kind: 'writes', to: `data-store:${name}`, evidence, confidence })
  const kept = keptModels(whole, stores, modelOf)
  links.push(...kept)
  const held = heldBy(kept, classes)
  const sent = sentTo(endpoints, reached)
  return {
    endpoints,
    infrastructure: [...whole.infrastructure, ...infrastructure].map((item) =>
      withData(item, held.get(`${item.kind}:${item.name}`)),
    ),
    thirdParties: whole.thirdParties.map((one) => withData(one, sent.get(`third-party:${one.name}`))),
    links,
  }
}

const ended = (to: string, modelOf: (table: string) => string): string =>
  to.startsWith('model:') ? `model:${modelOf(to.slice('model:'.length))}` : to

/** The model that a table is: the one of its name, the only one that is called alike, else the table itself. */
function modelsByTable(fields: readonly DataField[]): (table: string) => string {
  const exact = new Set(fields.map(({ model }) => model))
  const alike = new Map<string, Set<string>>()
  for (const model of exact) {
    const normal = normalName(model)
    alike.set(normal, (alike.get(normal) ?? new Set<string>()).add(model))
  }
  return (table) => {
    if (exact.has(table)) return table
    const [only, ...others] = alike.get(normalName(table)) ?? []
    return only !== undefined && others.length === 0 ? only : table
  }
}

function classesOf(fields: readonly DataField[]): Map<string, Set<DataClass>> {
  const classes = new Map<string, Set<DataClass>>()
  for (const { model, class: one } of fields) {
    const end = `model:${model}`
    classes.set(end, (classes.get(end) ?? new Set<DataClass>()).add(one))
  }
  return classes
}

/** `model:<name> writes data-store:<name>`: a model of a library for databases, or a table that statements name, is kept in its deployable's store. */
function keptModels(
  { fields, flows, homeOf }: Whole,
  stores: readonly StoreOfDeployable[],
  modelOf: (table: string) => string,
): Link[] {
  const links = new Map<string, Link>()
  const keep = (file: string, line: number, model: string, engine: string | null): void => {
    const home = homeOf(file)
    const own = stores.filter((one) => one.home === home && fits(one.engine, engine)).slice(0, MOST_STORES)
    for (const store of model ? own : []) {
      const to = `data-store:${store.name}`
      const key = `${model}\n${to}`
      const evidence = `${file}:${line} ${model}, ${store.evidence}`
      // Of several stores one is as likely as the other.
      const confidence = own.length > 1 ? 0.4 : Math.min(0.8, store.confidence)
      if (!links.has(key))
        links.set(key, { from: `model:${model}`, kind: 'writes', to, evidence, confidence })
    }
  }
  for (const { source, file, line, model } of fields)
    if (source in KEPT) keep(file, line, model, KEPT[source] ?? null)
  for (const one of flows)
    if (one.type === 'touch' && one.to.startsWith('model:'))
      keep(one.file, one.line, modelOf(one.to.slice('model:'.length)), null)
  return [...links.values()]
}

const fits = (engine: string | undefined, wanted: string | null): boolean =>
  wanted === null ? engine === undefined || (RECORDS.has(engine) && engine !== 'mongodb') : engine === wanted

const withData = <Item extends { data?: DataClass[] }>(
  item: Item,
  data: ReadonlySet<DataClass> | undefined,
): Item => (data?.size ? { ...item, data: [...data] } : item)

/** Classes of data of each store, by its link's end. */
function heldBy(
  kept: readonly Link[],
  classes: ReadonlyMap<string, ReadonlySet<DataClass>>,
): Map<string, Set<DataClass>> {
  const held = new Map<string, Set<DataClass>>()
  for (const { from, to } of kept) addAll(held, to, classes.get(from) ?? [])
  return held
}

/** An endpoint that only its class or a far call joins with others says nothing of what it sends them. */
const SURE_TO_SEND = 0.6

/** Classes of data that may reach others' systems, by their link's end: those of endpoints whose code calls them. */
function sentTo(endpoints: readonly Endpoint[], reached: readonly Reached[][]): Map<string, Set<DataClass>> {
  const sent = new Map<string, Set<DataClass>>()
  for (const [index, { data }] of endpoints.entries())
    for (const { touch, confidence } of reached[index] ?? [])
      if (confidence >= SURE_TO_SEND && touch.to.startsWith('third-party:')) addAll(sent, touch.to, data)
  return sent
}

function addAll(sets: Map<string, Set<DataClass>>, key: string, more: Iterable<DataClass>): void {
  const own = sets.get(key) ?? new Set<DataClass>()
  sets.set(key, own)
  for (const one of more) own.add(one)
}
