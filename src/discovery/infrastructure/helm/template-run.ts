import { isRecord, type Plain, type PlainRecord } from '../../../formats/infrastructure/plain.ts'
import { FUNCTIONS, shown, truthy } from './template-functions.ts'
import { type Pipe, parseTemplate, type TemplateNode, type Term } from './template-parse.ts'

/** Output that remembers where its text stood: pairs of an offset in the output and one in the source. */
export interface Rendered {
  text: string
  marks: [number, number][]
}

/** Bounds of one run: a chart that loops or doubles itself ends as a problem. */
const MOST_STEPS = 300_000
const MOST_TEXT = 4_000_000
const DEEPEST_INCLUDE = 60

class Leave extends Error {
  readonly word: 'break' | 'continue'
  constructor(word: 'break' | 'continue') {
    super(word)
    this.word = word
  }
}

interface Scope {
  dot: Plain
  names: Map<string, Plain>
  outer: Scope | undefined
}

/** What a run needs to know from outside: the meaning of a named template that no file defines. */
export type MissingTemplate = (name: string, dot: Plain) => string

/** Runs templates of one chart. Keeps the named templates and what may still be spent. */
export class TemplateRun {
  readonly #defines: ReadonlyMap<string, TemplateNode[]>
  readonly #missing: MissingTemplate
  #steps = 0
  #length = 0
  #depth = 0

  constructor(defines: ReadonlyMap<string, TemplateNode[]>, missing: MissingTemplate) {
    this.#defines = defines
    this.#missing = missing
  }

  /** Renders one template with `dot` as its root. Throws where the language, a function or the bounds end. */
  render(nodes: readonly TemplateNode[], dot: Plain): Rendered {
    const out: Rendered = { text: '', marks: [] }
    const scope: Scope = { dot, names: new Map([['$', dot]]), outer: undefined }
    this.#block(nodes, scope, out)
    return out
  }

  #spend(): void {
    if (++this.#steps > MOST_STEPS) throw new Error('the template takes more steps than are allowed')
  }

  #write(out: Rendered, text: string, at: number): void {
    this.#length += text.length
    if (this.#length > MOST_TEXT) throw new Error('the template writes more than is allowed')
    if (text !== '') out.marks.push([out.text.length, at])
    out.text += text
  }

  #block(nodes: readonly TemplateNode[], scope: Scope, out: Rendered): void {
    for (const node of nodes) this.#node(node, scope, out)
  }

  #node(node: TemplateNode, scope: Scope, out: Rendered): void {
    this.#spend()
    switch (node.kind) {
      case 'text':
        this.#write(out, node.text, node.at)
        break
      case 'output':
        this.#write(out, shown(this.#pipe(node.pipe, scope)), node.at)
        break
      case 'set':
        setName(scope, node.name, this.#pipe(node.pipe, scope), node.declares)
        break
      case 'template':
        this.#write(out, this.#include(node.name, node.pipe && this.#pipe(node.pipe, scope)), 0)
        break
      case 'leave':
        throw new Leave(node.word)
      case 'range':
        this.#range(node, scope, out)
        break
      default:
        this.#choice(node, scope, out)
    }
  }

  #choice(node: TemplateNode & { kind: 'if' | 'with' }, scope: Scope, out: Rendered): void {
    for (const { name, pipe, body } of node.branches) {
      const value = this.#pipe(pipe, scope)
      if (!truthy(value)) continue
      const inner: Scope = { dot: node.kind === 'with' ? value : scope.dot, names: new Map(), outer: scope }
      if (name) inner.names.set(name, value)
      this.#block(body, inner, out)
      return
    }
    this.#block(node.otherwise, { dot: scope.dot, names: new Map(), outer: scope }, out)
  }

  #range(node: TemplateNode & { kind: 'range' }, scope: Scope, out: Rendered): void {
    const over = this.#pipe(node.pipe, scope)
    const items: [Plain, Plain][] = Array.isArray(over)
      ? over.map((one, i) => [i, one])
      : isRecord(over)
        ? Object.keys(over)
            .sort()
            .map((key) => [key, over[key]])
        : typeof over === 'number'
          ? Array.from({ length: Math.min(1000, Math.max(0, over)) }, (_, i) => [i, i])
          : []
    if (items.length === 0)
      this.#block(node.otherwise, { dot: scope.dot, names: new Map(), outer: scope }, out)
    for (const [key, value] of items) {
      const names = new Map<string, Plain>()
      const [first, second] = node.names
      if (second !== undefined) names.set(first as string, key).set(second, value)
      else if (first !== undefined) names.set(first, value)
      try {
        this.#block(node.body, { dot: value, names, outer: scope }, out)
      } catch (error) {
        if (!(error instanceof Leave)) throw error
        if (error.word === 'break') return
      }
    }
  }

  #include(name: string, dot: Plain): string {
    const nodes = this.#defines.get(name)
    if (!nodes) return this.#missing(name, dot)
    if (++this.#depth > DEEPEST_INCLUDE) throw new Error(`${name} includes itself without end`)
    const { text } = this.render(nodes, dot)
    this.#depth--
    return text
  }

  #pipe(pipe: Pipe, scope: Scope): Plain {
    let value: Plain
    let piped = false
    for (const command of pipe) {
      value = this.#command(command, scope, piped ? [value] : [])
      piped = true
    }
    return value
  }

  #command(command: readonly Term[], scope: Scope, piped: Plain[]): Plain {
    this.#spend()
    const [first, ...rest] = command
    if (!first) throw new Error('an empty command')
    if (first.kind === 'function') return this.#call(first.name, rest, scope, piped)
    // `.Capabilities.APIVersions.Has "x"` and `.Files.Get "x"`: methods, answered in one place.
    if (first.kind !== 'value' && rest.length > 0) {
      const method = first.path.at(-1) ?? ''
      return METHODS.get(method)?.(...rest.map((one) => this.#term(one, scope))) ?? ''
    }
    return this.#term(first, scope)
  }

  #call(name: string, terms: readonly Term[], scope: Scope, piped: Plain[]): Plain {
    // These do not look at what comes after the answer is known, and a chart may rely on it.
    if (name === 'and' || name === 'or') {
      let value: Plain
      for (const term of terms) {
        value = this.#term(term, scope)
        if (truthy(value) === (name === 'or')) return value
      }
      return piped.length > 0 ? piped[0] : value
    }
    const args = [...terms.map((one) => this.#term(one, scope)), ...piped]
    if (name === 'include') return this.#include(shown(args[0]), args[1])
    if (name === 'tpl') return this.#tpl(shown(args[0]), args[1])
    const found = FUNCTIONS.get(name)
    if (!found) throw new Error(`the function ${name} is not known`)
    const value = found(...args)
    if (typeof value === 'string' && value.length > MOST_TEXT) throw new Error('a text grows without end')
    return value
  }

  #tpl(text: string, dot: Plain): string {
    if (!text.includes('{{')) return text
    if (++this.#depth > DEEPEST_INCLUDE) throw new Error('tpl calls itself without end')
    const { text: out } = this.render(parseTemplate(text).body, dot)
    this.#depth--
    return out
  }

  #term(term: Term, scope: Scope): Plain {
    switch (term.kind) {
      case 'value':
        return term.value
      case 'field':
        return along(scope.dot, term.path)
      case 'variable':
        return along(nameIn(scope, term.name), term.path)
      case 'pipe':
        return along(this.#pipe(term.pipe, scope), term.path)
      default:
        return this.#call(term.name, [], scope, [])
    }
  }
}

const METHODS: ReadonlyMap<string, (...args: Plain[]) => Plain> = new Map<
  string,
  (...args: Plain[]) => Plain
>([
  // Kinds of the cluster itself are there; those that an add-on brings are not taken for granted.
  [
    'Has',
    (version: Plain) =>
      /^(?:v1|apps|batch|policy|autoscaling|networking\.k8s\.io|rbac\.authorization\.k8s\.io)/.test(
        shown(version),
      ),
  ],
  ['Get', () => ''],
  ['Glob', () => ({})],
])

function along(value: Plain, path: readonly string[]): Plain {
  let found = value
  for (const key of path) {
    if (!isRecord(found) || !Object.hasOwn(found, key)) return undefined
    found = (found as PlainRecord)[key]
  }
  return found
}

function nameIn(scope: Scope, name: string): Plain {
  for (let at: Scope | undefined = scope; at; at = at.outer) if (at.names.has(name)) return at.names.get(name)
  return undefined
}

function setName(scope: Scope, name: string, value: Plain, declares: boolean): void {
  if (!declares)
    for (let at: Scope | undefined = scope; at; at = at.outer)
      if (at.names.has(name)) {
        at.names.set(name, value)
        return
      }
  scope.names.set(name, value)
}
