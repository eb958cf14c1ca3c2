import type { Declared } from '../../../formats/infrastructure/cloud-types/contract.ts'
import { isFields, isScalar, UNKNOWN, type Value } from '../../../formats/infrastructure/cloud-types/value.ts'
import type { Hcl, HclStep } from '../../syntax/hcl-tree.ts'
import { type Budget, entriesOf, evaluate, type Scope, textOf } from '../terraform/evaluate.ts'
import { resolvePath } from '../terraform/sources.ts'
import type { AzureResource, AzureTemplate } from './contract.ts'
import { propertyOf } from './read-bicep.ts'

export interface AzureWorld {
  templates: ReadonlyMap<string, AzureTemplate>
  budget: Budget
  instances: { left: number }
}

const MOST_NESTING = 8

/** One template with its parameters: its resources, and those of the modules that it uses. */
export class TemplateInstance {
  readonly #template: AzureTemplate
  readonly #file: string
  readonly #world: AzureWorld
  readonly #given: (name: string) => Value | undefined
  readonly #prefix: string
  readonly #depth: number
  readonly #known = new Map<string, Value>()
  readonly #open = new Set<string>()
  readonly #resources: ReadonlyMap<string, AzureResource>
  readonly #byName = new Map<string, AzureResource[]>()
  readonly #children = new Map<string, TemplateInstance | undefined>()

  constructor(
    file: string,
    world: AzureWorld,
    given: (name: string) => Value | undefined,
    prefix = '',
    depth = 0,
  ) {
    this.#template = world.templates.get(file) as AzureTemplate
    this.#file = file
    this.#world = world
    this.#given = given
    this.#prefix = prefix
    this.#depth = depth
    this.#resources = new Map(this.#template.resources.map((one) => [one.symbol, one]))
    for (const one of this.#template.resources) {
      const name = propertyOf(one.body, 'name')
      for (const key of [one.type.toLowerCase(), `${one.type.toLowerCase()}\0${JSON.stringify(name)}`])
        this.#byName.set(key, [...(this.#byName.get(key) ?? []), one])
    }
  }

  declared(): Declared[] {
    const own = this.#template.resources.flatMap((one) => this.#resource(one))
    const below = this.#template.modules.flatMap((module) => {
      const child = this.#child(module.symbol)
      if (child) return child.declared()
      if (/^\.{0,2}\/?[\w./-]+\.bicep$/.test(module.source)) return []
      const made = this.#made(
        module.symbol,
        'module',
        module.line,
        this.#fields(module.body, new Map([['source', module.source]])),
      )
      // Modules of the registry are called after the type that they make: `br/public:avm/res/document-db/database-account:0.11.3`.
      return [{ ...made, known: `module:${module.source}` }]
    })
    return [...own, ...below]
  }

  output(name: string): Value {
    const expression = this.#template.outputs.find(([key]) => key === name)?.[1]
    return expression ? this.#once(`output ${name}`, () => evaluate(expression, this.#scope())) : UNKNOWN
  }

  #resource(resource: AzureResource): Declared[] {
    if (resource.existing) return []
    const scope = this.#scope(this.#bound(resource))
    if (resource.condition && evaluate(resource.condition, scope) === false) return []
    const more = new Map<string, Value>()
    const parent = resource.parent ?? this.#parentByName(resource)
    if (parent !== undefined) more.set('parent', { is: 'reference', to: this.#idOf(parent), at: [] })
    const fields = this.#fields(resource.body, more, scope)
    const name =
      isScalar(fields.get('name')) && fields.get('name') !== null ? String(fields.get('name')) : undefined
    const symbol =
      resource.symbol.startsWith(`${resource.type}/`) && name ? `${resource.type}/${name}` : resource.symbol
    const kind = String(isScalar(fields.get('kind')) ? fields.get('kind') : '').toLowerCase()
    const made = this.#made(symbol, resource.type, resource.line, fields)
    return [
      {
        ...made,
        id: this.#idOf(resource.symbol),
        ...(kind.includes('functionapp') ? { known: `${resource.type}#functionapp` } : {}),
      },
    ]
  }

  #made(symbol: string, type: string, line: number, fields: Declared['fields']): Declared {
    return {
      id: this.#idOf(symbol),
      name: `${this.#prefix}${symbol}`,
      type,
      provider: 'azure',
      file: this.#file,
      line,
      fields,
      scope: this.#file,
    }
  }

  /** A child of ARM is named `parent/child`, its type says the same. */
  #parentByName({ type, symbol }: AzureResource): string | undefined {
    if (type.split('/').length < 3 || !symbol.startsWith(`${type}/`)) return undefined
    const above = this.#byName.get(type.slice(0, type.lastIndexOf('/')).toLowerCase()) ?? []
    return above.length === 1 ? above[0]?.symbol : undefined
  }

  #bound({ loop }: AzureResource): Map<string, Value> {
    const bound = new Map<string, Value>()
    if (!loop) return bound
    const entries = entriesOf(evaluate(loop.over, this.#scope()))
    const [first] = entries ?? []
    // One stands for all that a loop makes.
    for (const [at, name] of loop.names.entries())
      bound.set(
        name,
        first && entries?.length === 1 ? (first[at + 2 - loop.names.length] ?? UNKNOWN) : UNKNOWN,
      )
    return bound
  }

  #fields(body: Hcl, more: Map<string, Value>, scope = this.#scope()): Declared['fields'] {
    const value = evaluate(body, scope)
    return new Map([...(isFields(value) ? value : []), ...more])
  }

  #idOf = (symbol: string): string => `${this.#file}\0${this.#prefix}${symbol}`

  #scope(bound: ReadonlyMap<string, Value> = new Map()): Scope {
    return {
      bound,
      budget: this.#world.budget,
      lookup: (root, steps) => this.#lookup(root, steps),
      call: (name, args, written) => this.#call(name, args, written),
    }
  }

  #lookup(root: string, steps: readonly HclStep[]): { value: Value; used: number } | undefined {
    const resource = this.#resources.get(root)
    if (resource && !resource.existing)
      return { value: { is: 'reference', to: this.#idOf(root), at: [] }, used: 0 }
    const module = this.#template.modules.find((one) => one.symbol === root)
    if (module) {
      const [outputs, name] = steps.map((one) => ('name' in one ? one.name : ''))
      const child = this.#child(root)
      if (child && outputs === 'outputs' && name) return { value: child.output(name), used: 2 }
      return { value: { is: 'reference', to: this.#idOf(root), at: [] }, used: 0 }
    }
    const value = this.#named(root)
    return value === undefined ? undefined : { value, used: 0 }
  }

  /** A parameter or a variable. */
  #named(name: string): Value | undefined {
    const parameter = this.#template.parameters.find(([key]) => key === name)
    if (parameter)
      return this.#once(
        `param ${name}`,
        () => this.#given(name) ?? (parameter[1] ? evaluate(parameter[1], this.#scope()) : UNKNOWN),
      )
    const variable = this.#template.variables.find(([key]) => key === name)
    return variable && this.#once(`var ${name}`, () => evaluate(variable[1], this.#scope()))
  }

  #call(name: string, args: readonly Value[], written: readonly Hcl[]): Value | undefined {
    const lower = name.toLowerCase()
    const [first] = args
    if ((lower === 'parameters' || lower === 'variables') && typeof first === 'string')
      return this.#named(first) ?? UNKNOWN
    if (lower === 'resourceid') return this.#byResourceId(args, written)
    if (lower === 'reference') return first
    if (lower === 'concat' && args.every((one) => !Array.isArray(one))) return textOf(args)
    if (lower === 'format' && typeof first === 'string')
      return textOf(
        first
          .split(/\{(\d+)(?::[^}]{0,20})?\}/)
          .map((piece, at) => (at % 2 === 0 ? piece : (args[Number(piece) + 1] ?? UNKNOWN))),
      )
    if (lower === 'tolower' || lower === 'toupper')
      return typeof first === 'string'
        ? lower === 'tolower'
          ? first.toLowerCase()
          : first.toUpperCase()
        : undefined
    if (lower === 'string' || lower === 'int' || lower === 'bool' || lower === 'any' || lower === 'array')
      return first
    if (lower === 'if') return undefined
    return undefined
  }

  /** The resource that an id is built for: the same type and a name that is written the same way. */
  #byResourceId(args: readonly Value[], written: readonly Hcl[]): Value {
    const at = args.findIndex((one) => typeof one === 'string' && /^[\w.]+\/[\w./]+$/.test(one))
    const type = String(args[at] ?? '').toLowerCase()
    const names = written.slice(at + 1)
    const exact = this.#byName.get(`${type}\0${JSON.stringify(names[0])}`)?.[0]
    const alone = this.#byName.get(type)
    // A subnet that is written inside of its network has no place of its own: the network stands for it.
    const above = type.slice(0, type.lastIndexOf('/'))
    const outer = this.#byName.get(`${above}\0${JSON.stringify(names[0])}`) ?? this.#byName.get(above)
    const found =
      (names.length === 1 ? exact : undefined) ??
      (alone?.length === 1 ? alone[0] : undefined) ??
      (names.length > 1 && outer?.length === 1 ? outer[0] : undefined)
    return found
      ? { is: 'reference', to: this.#idOf(found.symbol), at: ['id'] }
      : { is: 'unknown', of: [...args] }
  }

  #child(symbol: string): TemplateInstance | undefined {
    if (this.#children.has(symbol)) return this.#children.get(symbol)
    const module = this.#template.modules.find((one) => one.symbol === symbol)
    const folder = this.#file.slice(0, Math.max(0, this.#file.lastIndexOf('/')))
    const file = module && resolvePath(folder, module.source)
    const usable =
      module &&
      file !== undefined &&
      this.#world.templates.has(file) &&
      this.#depth < MOST_NESTING &&
      --this.#world.instances.left >= 0
    const parameters = module && propertyOf(module.body, 'params')
    const child = usable
      ? new TemplateInstance(
          file,
          this.#world,
          (name) => {
            const expression = parameters && propertyOf(parameters, name)
            return expression && evaluate(expression, this.#scope())
          },
          `${this.#prefix}${symbol}/`,
          this.#depth + 1,
        )
      : undefined
    this.#children.set(symbol, child)
    return child
  }

  #once(key: string, make: () => Value): Value {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (this.#open.has(key)) return UNKNOWN
    this.#open.add(key)
    const value = make()
    this.#open.delete(key)
    this.#known.set(key, value)
    return value
  }
}
