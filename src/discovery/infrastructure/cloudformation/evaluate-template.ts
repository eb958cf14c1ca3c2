import type { Declared } from '../../../formats/infrastructure/cloud-types/contract.ts'
import {
  isFields,
  isReference,
  isScalar,
  UNKNOWN,
  type Value,
} from '../../../formats/infrastructure/cloud-types/value.ts'
import { get, isRecord, type Json, type Template } from './contract.ts'
import { expandServerless } from './expand-serverless.ts'

/** What a template may ask of the others of the tree. */
export interface Others {
  /** The value that another template exports by that name. */
  exported(name: string): Value | undefined
  /** The value of an output of a stack that another template of the tree describes. */
  output(file: string, location: string, output: string): Value | undefined
}

const MOST_DEPTH = 50
const MOST_TEXT = 100_000

/** One template with the values of its parameters. Never throws; what is only known when it runs is unknown. */
export class TemplateValues {
  readonly #template: Template
  readonly #file: string
  readonly #others: Others
  readonly #types: ReadonlyMap<string, string>
  readonly #budget = { left: 1_000_000 }

  constructor(template: Template, file: string, others: Others) {
    this.#template = expandServerless(template)
    this.#file = file
    this.#others = others
    this.#types = new Map(this.#template.resources.map(({ id, type }) => [id, type]))
  }

  /** The resources whose conditions are not known to be false. */
  declared(): Declared[] {
    return this.#template.resources
      .filter(({ condition }) => condition === undefined || this.#condition(condition, 0) !== false)
      .map(({ id, type, line, properties }) => {
        const fields = this.value(properties, 0)
        return {
          id: this.#idOf(id),
          name: id,
          type,
          provider: type.startsWith('AWS::') ? 'aws' : 'cloudformation',
          file: this.#file,
          line,
          fields: isFields(fields) ? fields : new Map(),
          scope: this.#file,
        }
      })
  }

  output(name: string): Value {
    return this.value(get(this.#template.outputs, name, 'Value') ?? null, 0)
  }

  /** Names that its outputs are exported by, with their values. */
  exports(): [string, Value][] {
    return Object.keys(this.#template.outputs).flatMap((name): [string, Value][] => {
      const exported = get(this.#template.outputs, name, 'Export', 'Name')
      if (exported === undefined) return []
      return [[exportKey(exported), this.output(name)]]
    })
  }

  value(json: Json, depth: number): Value {
    if (depth > MOST_DEPTH || --this.#budget.left < 0) return UNKNOWN
    if (Array.isArray(json)) return json.map((one) => this.value(one, depth + 1))
    if (!isRecord(json)) return json
    const entries = Object.entries(json)
    const [only] = entries
    if (entries.length === 1 && only && (only[0] === 'Ref' || only[0].startsWith('Fn::')))
      return this.#call(only[0], only[1], depth)
    return new Map(entries.map(([key, one]) => [key, this.value(one, depth + 1)]))
  }

  #idOf = (id: string): string => `${this.#file}\0${id}`

  #call(name: string, argument: Json, depth: number): Value {
    const inner = (one: Json | undefined): Value => (one === undefined ? UNKNOWN : this.value(one, depth + 1))
    const args = Array.isArray(argument) ? argument : [argument]
    switch (name) {
      case 'Ref':
        return typeof argument === 'string' ? this.#named(argument, []) : UNKNOWN
      case 'Fn::GetAtt': {
        const [id, ...rest] = args.length === 1 && typeof args[0] === 'string' ? args[0].split('.') : args
        return typeof id === 'string' ? this.#named(id, rest.map(String).join('.').split('.')) : UNKNOWN
      }
      case 'Fn::Sub':
        return this.#substituted(args, depth)
      case 'Fn::Join': {
        const parts = inner(args[1])
        const between = inner(args[0])
        if (!Array.isArray(parts)) return { is: 'unknown', of: [parts] }
        return joined(parts.flatMap((one, at): Value[] => (at === 0 ? [one] : [between, one])))
      }
      case 'Fn::Select': {
        const list = inner(args[1])
        const at = Number(inner(args[0]))
        return Array.isArray(list) ? (list[at] ?? UNKNOWN) : { is: 'unknown', of: [list] }
      }
      case 'Fn::Split': {
        const text = inner(args[1])
        const by = inner(args[0])
        return typeof text === 'string' && typeof by === 'string' && by !== ''
          ? text.split(by)
          : { is: 'unknown', of: [text] }
      }
      case 'Fn::FindInMap': {
        const [map, first, second] = args.map((one) => inner(one))
        if (![map, first, second].every((one) => typeof one === 'string')) return UNKNOWN
        const found = get(this.#template.mappings, String(map), String(first), String(second))
        return found === undefined ? UNKNOWN : this.value(found, depth + 1)
      }
      case 'Fn::If': {
        const truth = typeof args[0] === 'string' ? this.#condition(args[0], depth + 1) : undefined
        if (truth !== undefined) return inner(args[truth ? 1 : 2])
        return { is: 'unknown', of: [inner(args[1]), inner(args[2])] }
      }
      case 'Fn::Base64':
      case 'Fn::ToJsonString':
        return inner(argument)
      case 'Fn::ImportValue':
        return this.#others.exported(exportKey(argument)) ?? UNKNOWN
      default:
        return { is: 'unknown', of: args.map((one) => inner(one)) }
    }
  }

  #named(id: string, at: string[]): Value {
    if (this.#types.has(id)) {
      const nested = this.#types.get(id)
      if (at[0] === 'Outputs' && at[1] !== undefined) {
        const properties = this.#template.resources.find((one) => one.id === id)?.properties
        const location = get(
          properties,
          nested === 'AWS::Serverless::Application' ? 'Location' : 'TemplateURL',
        )
        const found =
          typeof location === 'string' ? this.#others.output(this.#file, location, at[1]) : undefined
        if (found !== undefined) return found
      }
      return { is: 'reference', to: this.#idOf(id), at }
    }
    if (id === 'AWS::NoValue') return null
    const parameter = get(this.#template.parameters, id)
    if (!isRecord(parameter) || get(parameter, 'NoEcho') === true) return UNKNOWN
    const standard = get(parameter, 'Default')
    if (standard === undefined || standard === '') return standard === '' ? '' : UNKNOWN
    return String(get(parameter, 'Type') ?? '').includes('List') && typeof standard === 'string'
      ? standard.split(',').map((one) => one.trim())
      : this.value(standard, MOST_DEPTH - 2)
  }

  #substituted(args: readonly Json[], depth: number): Value {
    const [text, given] = args
    if (typeof text !== 'string') return UNKNOWN
    const pieces = text.slice(0, MOST_TEXT).split(/\$\{([^}]{1,200})\}/)
    return joined(
      pieces.map((piece, at): Value => {
        if (at % 2 === 0) return piece
        const name = piece.trim()
        if (name.startsWith('!')) return `\${${name.slice(1)}}`
        const own = get(given, name)
        if (own !== undefined) return this.value(own, depth + 1)
        const [id = '', ...rest] = name.split('.')
        return this.#named(id, rest)
      }),
    )
  }

  #condition(name: string, depth: number): boolean | undefined {
    const json = get(this.#template.conditions, name)
    return json === undefined || depth > MOST_DEPTH ? undefined : this.#truth(json, depth + 1)
  }

  #truth(json: Json, depth: number): boolean | undefined {
    if (depth > MOST_DEPTH || !isRecord(json)) return undefined
    const [entry] = Object.entries(json)
    if (!entry) return undefined
    const [name, argument] = entry
    const args = Array.isArray(argument) ? argument : [argument]
    if (name === 'Condition' && typeof argument === 'string') return this.#condition(argument, depth + 1)
    if (name === 'Fn::Equals') {
      const [a, b] = args.map((one) => this.value(one, depth + 1))
      return a !== undefined && b !== undefined && isScalar(a) && isScalar(b)
        ? String(a) === String(b)
        : undefined
    }
    const truths = args.map((one) => this.#truth(one, depth + 1))
    if (name === 'Fn::Not') return truths[0] === undefined ? undefined : !truths[0]
    if (name === 'Fn::And')
      return truths.includes(false) ? false : truths.every((one) => one === true) ? true : undefined
    if (name === 'Fn::Or')
      return truths.includes(true) ? true : truths.every((one) => one === false) ? false : undefined
    return undefined
  }
}

/** Exports are matched by how their name is written: two templates that build it the same way mean the same. */
const exportKey = (name: Json): string => {
  if (typeof name === 'string') return name
  const sub = get(name, 'Fn::Sub')
  const text = Array.isArray(sub) ? sub[0] : sub
  if (typeof text !== 'string') return JSON.stringify(name)
  // The name of the stack differs between them, what follows is what they agree on.
  return text.replace(/\$\{[^}]{1,200}\}/g, '$')
}

function joined(parts: readonly Value[]): Value {
  const list: Value[] = []
  for (const part of parts) {
    const last = list.at(-1)
    if (isScalar(part) && part !== null && typeof last === 'string')
      list[list.length - 1] = (last + String(part)).slice(0, MOST_TEXT)
    else list.push(isScalar(part) && part !== null ? String(part) : part)
  }
  const filled = list.filter((one) => one !== '')
  const [only] = filled
  if (filled.length === 0) return ''
  return filled.length === 1 && only !== undefined && (isScalar(only) || isReference(only))
    ? only
    : { is: 'text', parts: filled }
}
