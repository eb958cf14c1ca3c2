import type { Declared } from '../../../formats/infrastructure/cloud-types/contract.ts'
import {
  type Fields,
  isFields,
  isScalar,
  type Reference,
  UNKNOWN,
  type Value,
} from '../../../formats/infrastructure/cloud-types/value.ts'
import { providerOf } from '../../../formats/infrastructure/terraform/provider-of.ts'
import type { Hcl, HclBlock, HclBody, HclStep } from '../../syntax/hcl-tree.ts'
import { type Budget, entriesOf, evaluate, type Scope } from './evaluate.ts'
import { policyDocument } from './policy-document.ts'
import { attributeOf, isLocal, type Placed, resolvePath, type Source, sourceText } from './sources.ts'

/** What all modules of a tree share. */
export interface World {
  sources: ReadonlyMap<string, Source>
  texts: ReadonlyMap<string, Hcl>
  budget: Budget
  /** Modules that may still be made. */
  modules: { left: number }
}

const NOT_GIVEN: Value = { is: 'unknown', of: [] }
const MOST_COPIES = 20
const MOST_NESTING = 8
const META = new Set(['count', 'for_each', 'provider', 'providers', 'lifecycle', 'version'])

/** The value of an input, asked for only when it is needed: modules may name each other's outputs. */
export type Given = (name: string) => Value | undefined

type Bound = ReadonlyMap<string, Value>
interface Copy {
  key: string
  bound: Bound
}

/** One module with its inputs: what its names mean, and the resources that it and the modules below it declare. */
export class ModuleInstance {
  readonly #source: Source
  readonly #prefix: string
  readonly #root: string
  readonly #given: Given
  readonly #world: World
  readonly #depth: number
  readonly #known = new Map<string, Value>()
  readonly #open = new Set<string>()
  readonly #children = new Map<string, ModuleInstance[]>()

  constructor(source: Source, world: World, root: string, given: Given, prefix = '', depth = 0) {
    this.#source = source
    this.#world = world
    this.#root = root
    this.#given = given
    this.#prefix = prefix
    this.#depth = depth
  }

  /** Every resource with its evaluated properties, those of modules below as well. */
  declared(): Declared[] {
    const own = [...this.#source.resources].flatMap(([name, placed]) => this.#resource(name, placed))
    const below = [...this.#source.calls].flatMap(([name, placed]) => {
      const children = this.#childrenOf(name)
      return children ? children.flatMap((child) => child.declared()) : this.#remote(name, placed)
    })
    return [...own, ...below]
  }

  output(name: string): Value {
    const value = this.#source.outputs.get(name)
    const expression = value && attributeOf(value, 'value')
    return expression ? this.#once(`output ${name}`, () => evaluate(expression, this.#scope())) : UNKNOWN
  }

  outputs(): Fields {
    return new Map([...this.#source.outputs.keys()].map((name) => [name, this.output(name)]))
  }

  #resource(name: string, { block, file }: Placed): Declared[] {
    const type = block.labels[0] ?? ''
    return this.#copies(block).map(({ key, bound }) => {
      const address = `${this.#prefix}${name}${key}`
      return {
        id: this.#idOf(address),
        name: address,
        type,
        provider: providerOf(type),
        file,
        line: block.line,
        fields: this.#fields(block.body, this.#scope(bound), 0),
        scope: this.#root || '.',
      }
    })
  }

  /** A module whose files are elsewhere: its inputs are all that is known of it. */
  #remote(name: string, { block, file }: Placed): Declared[] {
    const source = sourceText(block)
    if (source !== undefined && isLocal(source) && this.#world.sources.has(this.#folder(source))) return []
    return this.#copies(block).map(({ key, bound }) => {
      const address = `${this.#prefix}module.${name}${key}`
      return {
        id: this.#idOf(address),
        name: address,
        type: 'module',
        known: `module:${(source ?? '').replace(/^registry\.terraform\.io\//, '')}`,
        provider: source?.split('/')[2] ?? 'terraform',
        file,
        line: block.line,
        fields: this.#fields(block.body, this.#scope(bound), 0),
        scope: this.#root || '.',
      }
    })
  }

  #folder = (source: string): string => resolvePath(this.#source.folder, source) ?? '..'

  #idOf = (address: string): string => `${this.#root}\0${address}`

  /** The copies that `count` and `for_each` ask for; one without a key when they are not known. */
  #copies(block: HclBlock): Copy[] {
    const count = attributeOf(block, 'count')
    const forEach = attributeOf(block, 'for_each')
    if (count) {
      const many = evaluate(count, this.#scope())
      if (typeof many === 'number' && many <= MOST_COPIES)
        return Array.from({ length: Math.max(0, Math.floor(many)) }, (_, at) => ({
          key: `[${at}]`,
          bound: new Map([['count', new Map([['index', at]])]]),
        }))
      return [{ key: '', bound: new Map([['count', new Map([['index', UNKNOWN]])]]) }]
    }
    if (!forEach) return [{ key: '', bound: new Map() }]
    const over = evaluate(forEach, this.#scope())
    const entries = entriesOf(over)
    const keyed = entries?.map(([key, value]) => [Array.isArray(over) ? value : key, value] as const)
    if (keyed?.every(([key]) => isScalar(key)) && keyed.length <= MOST_COPIES)
      return keyed.map(([key, value]) => ({
        key: `[${JSON.stringify(String(key))}]`,
        bound: new Map([
          [
            'each',
            new Map([
              ['key', key],
              ['value', value],
            ]),
          ],
        ]),
      }))
    const rest: Value = { is: 'unknown', of: [over] }
    return [
      {
        key: '',
        bound: new Map([
          [
            'each',
            new Map<string, Value>([
              ['key', UNKNOWN],
              ['value', rest],
            ]),
          ],
        ]),
      },
    ]
  }

  #childrenOf(name: string): readonly ModuleInstance[] | undefined {
    const known = this.#children.get(name)
    if (known) return known
    const call = this.#source.calls.get(name)
    const source = call && sourceText(call.block)
    const found =
      source !== undefined && isLocal(source) ? this.#world.sources.get(this.#folder(source)) : undefined
    if (!call || !found || this.#depth >= MOST_NESTING) return undefined
    const children: ModuleInstance[] = []
    // Known before the copies are counted: a module that asks for itself ends here.
    this.#children.set(name, children)
    for (const { key, bound } of this.#copies(call.block)) {
      if (--this.#world.modules.left < 0) break
      const given: Given = (input) => {
        const expression = attributeOf(call.block, input)
        return expression && evaluate(expression, this.#scope(bound))
      }
      children.push(
        new ModuleInstance(
          found,
          this.#world,
          this.#root,
          given,
          `${this.#prefix}module.${name}${key}.`,
          this.#depth + 1,
        ),
      )
    }
    return children
  }

  #scope(bound: Bound = new Map()): Scope {
    return {
      bound,
      budget: this.#world.budget,
      lookup: (root, steps) => this.#lookup(root, steps),
      file: (path, names) => {
        const found = resolvePath(this.#root, path)
        const text = found === undefined ? undefined : this.#world.texts.get(found)
        return text && evaluate(text, { bound: names, budget: this.#world.budget, lookup: () => undefined })
      },
    }
  }

  #lookup(root: string, steps: readonly HclStep[]): { value: Value; used: number } | undefined {
    const [first, second] = steps.map((one) => ('name' in one ? one.name : undefined))
    if (first === undefined) return undefined
    switch (root) {
      case 'var':
        return { value: this.#variable(first), used: 1 }
      case 'local': {
        const expression = this.#source.locals.get(first)
        return (
          expression && {
            value: this.#once(`local ${first}`, () => evaluate(expression, this.#scope())),
            used: 1,
          }
        )
      }
      case 'path':
        return { value: first === 'module' ? `/${this.#source.folder}` : `/${this.#root}`, used: 1 }
      case 'module':
        return this.#moduleValue(first, steps)
      case 'data':
        return second === undefined
          ? undefined
          : { value: this.#data(`${first}.${second}`, steps), used: steps.length }
    }
    if (!this.#source.resources.has(`${root}.${first}`)) return undefined
    const reference: Reference = {
      is: 'reference',
      to: this.#idOf(`${this.#prefix}${root}.${first}`),
      at: [],
    }
    return { value: reference, used: 1 }
  }

  #variable(name: string): Value {
    const given = this.#once(`given ${name}`, () => this.#given(name) ?? NOT_GIVEN)
    if (given !== NOT_GIVEN) return given
    const set = this.#depth === 0 ? this.#source.values.get(name) : undefined
    const block = this.#source.variables.get(name)
    const expression = set ?? (block && attributeOf(block, 'default'))
    return expression ? this.#once(`var ${name}`, () => evaluate(expression, this.#scope())) : UNKNOWN
  }

  #moduleValue(name: string, steps: readonly HclStep[]): { value: Value; used: number } | undefined {
    if (!this.#source.calls.has(name)) return undefined
    const children = this.#childrenOf(name)
    if (!children)
      return { value: { is: 'reference', to: this.#idOf(`${this.#prefix}module.${name}`), at: [] }, used: 1 }
    const [, next] = steps
    if (next && 'splat' in next) return { value: children.map((child) => child.outputs()), used: 2 }
    if (next && 'index' in next) {
      const key = evaluate(next.index, this.#scope())
      const chosen =
        children.find((child) => child.#prefix.endsWith(`[${JSON.stringify(key)}].`)) ??
        (children.length === 1 ? children[0] : undefined)
      return { value: chosen?.outputs() ?? UNKNOWN, used: 2 }
    }
    if (next && 'name' in next) return { value: children[0]?.output(next.name) ?? UNKNOWN, used: 2 }
    // The whole module: by key where it has several.
    const [only] = children
    if (children.length === 1 && only && !only.#prefix.endsWith('].'))
      return { value: only.outputs(), used: 1 }
    const keyed = children.map((child): [string, Value] => [
      child.#prefix.slice(0, -2).split('[').at(-1)?.replaceAll('"', '') ?? '',
      child.outputs(),
    ])
    return { value: new Map(keyed), used: 1 }
  }

  /** Of what is looked up elsewhere only policies and templates are evaluated; the rest is not known, but what it names counts. */
  #data(name: string, steps: readonly HclStep[]): Value {
    const placed = this.#source.data.get(name)
    if (!placed) return UNKNOWN
    const fields = this.#once(`data ${name}`, () =>
      this.#fields(placed.block.body, this.#scope(this.#copies(placed.block)[0]?.bound), 0),
    )
    if (!isFields(fields)) return UNKNOWN
    if (name.startsWith('aws_iam_policy_document.')) return policyDocument(fields)
    const last = steps.at(-1)
    const property = last && 'name' in last ? last.name : ''
    if (name.startsWith('template_file.') && property === 'rendered') return fields.get('template') ?? UNKNOWN
    if (name.startsWith('google_iam_policy.'))
      return new Map([['bindings', fields.get('binding') ?? UNKNOWN]])
    return { is: 'unknown', of: [...fields.values()] }
  }

  #once(key: string, make: () => Value): Value {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    // What is defined by itself has no value.
    if (this.#open.has(key)) return UNKNOWN
    this.#open.add(key)
    const value = make()
    this.#open.delete(key)
    this.#known.set(key, value)
    return value
  }

  #fields(body: HclBody, scope: Scope, depth: number): Fields {
    const fields: Fields = new Map()
    if (depth > MOST_NESTING) return fields
    for (const { name, value } of body.attributes)
      if (!META.has(name)) fields.set(name, evaluate(value, scope))
    for (const block of body.blocks) {
      const [name, made] =
        block.type === 'dynamic'
          ? this.#dynamic(block, scope, depth)
          : [block.type, [this.#fields(block.body, scope, depth + 1)]]
      if (META.has(name)) continue
      const before = fields.get(name)
      fields.set(name, [...(Array.isArray(before) ? before : []), ...made])
    }
    return fields
  }

  #dynamic(block: HclBlock, scope: Scope, depth: number): [string, Fields[]] {
    const name = block.labels[0] ?? ''
    const over = attributeOf(block, 'for_each')
    const content = block.body.blocks.find((one) => one.type === 'content')
    if (!over || !content) return [name, []]
    const named = attributeOf(block, 'iterator')
    const iterator = named?.k === 'ref' ? named.root : name
    const value = evaluate(over, scope)
    const entries = entriesOf(value) ?? [[null, { is: 'unknown', of: [value] } as Value]]
    return [
      name,
      entries.slice(0, 200).map(([key, one]) => {
        const bound = new Map([
          ...scope.bound,
          [
            iterator,
            new Map<string, Value>([
              ['key', key],
              ['value', one],
            ]),
          ],
        ])
        return this.#fields(content.body, { ...scope, bound }, depth + 1)
      }),
    ]
  }
}
