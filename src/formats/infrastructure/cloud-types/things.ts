import type { Infrastructure } from '../../../model/infrastructure.ts'
import type { CloudType, Declared } from './contract.ts'
import { at } from './property.ts'
import {
  isFields,
  isReference,
  isScalar,
  isText,
  isUnknown,
  type Reference,
  referencesIn,
  type Scalar,
  type Value,
} from './value.ts'

/** A declared resource with what its type is. */
export interface Thing {
  declared: Declared
  type: CloudType
  name: string
}

const UNKNOWN_TYPE: CloudType = { kind: 'resource' }
const NAMES = [
  'bucket',
  'name',
  'function_name',
  'identifier',
  'BucketName',
  'TableName',
  'QueueName',
  'FunctionName',
]

/** Everything that is described together, found by id, by the id without an index, and by what it is called in addresses. */
export class Things {
  readonly all: readonly Thing[]
  readonly #byId = new Map<string, Thing[]>()
  readonly #byName = new Map<string, Thing[]>()
  /** By what a cloud gave it: known only of what runs. */
  readonly #byIdentity = new Map<string, Thing[]>()

  constructor(declared: readonly Declared[], typeOf: (key: string) => CloudType | undefined) {
    const addresses = new Map<string, Set<string>>()
    for (const { name, scope } of declared) add(addresses, name, scope)
    this.all = declared.map((one) => ({
      declared: one,
      type: typeOf(one.known ?? one.type) ?? UNKNOWN_TYPE,
      name: (addresses.get(one.name)?.size ?? 0) > 1 ? `${one.scope}/${one.name}` : one.name,
    }))
    for (const thing of this.all) {
      const { id, fields } = thing.declared
      push(this.#byId, id, thing)
      const base = withoutIndex(id)
      if (base !== id) push(this.#byId, base, thing)
      for (const key of ['id', 'arn', 'self_link']) {
        const known = fields.get(key)
        if (typeof known !== 'string' || known.length <= 6) continue
        push(this.#byName, known, thing)
        push(this.#byIdentity, known, thing)
      }
      for (const key of thing.type.called ?? NAMES) {
        const called = at(fields, key)[0]
        if (typeof called === 'string' && called.length > 2) push(this.#byName, called, thing)
      }
    }
  }

  /** What a reference means. More than one where the same declaration makes several. */
  of(reference: Reference): readonly Thing[] {
    return this.#byId.get(reference.to) ?? this.#byId.get(withoutIndex(reference.to)) ?? []
  }

  /** Whether anything is known by what a cloud gave it. */
  get areIdentified(): boolean {
    return this.#byIdentity.size > 0
  }

  /** What a cloud gave this id, ARN or address to. */
  identified(text: string): readonly Thing[] {
    return this.#byIdentity.get(text) ?? []
  }

  /** What is meant by an address or a name that is written out: an id of the cloud, an ARN, a name. */
  called(text: string): readonly Thing[] {
    const known = this.#byName.get(text)
    if (known) return known.length > 3 ? [] : known
    // Of an ARN the last part is the name: `arn:aws:s3:::logs/*`, `…:table/orders/index/*`.
    if (!text.startsWith('arn:')) return []
    const resource = text.split(':').slice(5).join(':')
    const service = text.split(':')[2] ?? ''
    const names = resource.split(/[:/]/).filter((one) => one.length > 2)
    const found = names.flatMap((one) => this.#byName.get(one) ?? [])
    return found.filter(({ declared }) =>
      declared.type
        .toLowerCase()
        .replace(/[^a-z0-9]/g, '')
        .includes(service),
    )
  }

  /** The things that are named anywhere in what stands at the paths. */
  at(thing: Thing, paths: readonly string[] | undefined): Thing[] {
    const found = new Set<Thing>()
    for (const path of paths ?? [])
      for (const value of at(thing.declared.fields, path)) for (const one of this.in(value)) found.add(one)
    found.delete(thing)
    return [...found]
  }

  /** The things that a value names: by reference, or by a known id. */
  in(value: Value): Thing[] {
    const found = referencesIn(value).flatMap(({ reference }) => this.of(reference))
    // What runs names others by objects too: `{ "id": "/subscriptions/…" }`.
    const named = isFields(value) ? (value.get('id') ?? value.get('Id')) : value
    if (typeof named === 'string') found.push(...this.called(named))
    return [...new Set(found)]
  }

  /** The scalars at a path; undefined when one of them is not known. References are followed to the property that they name. */
  scalars(thing: Thing, path: string): Scalar[] | undefined {
    const known = at(thing.declared.fields, path).map((one) => this.scalar(one, 0))
    return known.every((one) => one !== undefined) ? (known as Scalar[]) : undefined
  }

  /** What a value is when it is plain, or refers to something plain. Lists and objects count as there: ''. */
  scalar(value: Value, depth: number): Scalar | undefined {
    if (isScalar(value)) return value
    if (depth > 4 || isUnknown(value)) return undefined
    if (isReference(value)) {
      const [target] = this.of(value)
      const found = target && value.at.length > 0 ? at(target.declared.fields, value.at.join('.')) : []
      return found.length === 1 ? this.scalar(found[0] as Value, depth + 1) : undefined
    }
    if (isText(value)) {
      const parts = value.parts.map((one) => this.scalar(one, depth + 1))
      return parts.every((one) => one !== undefined && one !== null)
        ? parts.join('').slice(0, 10_000)
        : undefined
    }
    return ''
  }
}

/** Kind and name, as links and items write it. */
export const endOf = (thing: Thing): string => `${thing.type.kind}:${thing.name}`

export const kindOf = (thing: Thing): Infrastructure['kind'] => thing.type.kind

const withoutIndex = (id: string): string => (id.endsWith(']') ? id.slice(0, id.lastIndexOf('[')) : id)

function push<Item>(map: Map<string, Item[]>, key: string, item: Item): void {
  const list = map.get(key)
  if (!list) map.set(key, [item])
  else if (!list.includes(item)) list.push(item)
}

function add(map: Map<string, Set<string>>, key: string, item: string): void {
  const set = map.get(key)
  if (set) set.add(item)
  else map.set(key, new Set([item]))
}
