import { piecesOf, type Token, tokensOf } from './template-lex.ts'

/** Something that has a value. */
export type Term =
  | { kind: 'value'; value: string | number | boolean | null }
  | { kind: 'function'; name: string }
  | { kind: 'field'; path: string[] }
  | { kind: 'variable'; name: string; path: string[] }
  | { kind: 'pipe'; pipe: Pipe; path: string[] }

/** Commands, each a function with arguments or one term; each takes the value of the one before as its last argument. */
export type Pipe = Term[][]

export type TemplateNode =
  | { kind: 'text'; text: string; at: number }
  | { kind: 'output'; pipe: Pipe; at: number }
  | { kind: 'set'; name: string; pipe: Pipe; declares: boolean }
  | { kind: 'if' | 'with'; branches: Branch[]; otherwise: TemplateNode[] }
  | { kind: 'range'; names: string[]; pipe: Pipe; body: TemplateNode[]; otherwise: TemplateNode[] }
  | { kind: 'template'; name: string; pipe: Pipe | undefined }
  | { kind: 'leave'; word: 'break' | 'continue' }

interface Branch {
  name: string | undefined
  pipe: Pipe
  body: TemplateNode[]
}

export interface Template {
  body: TemplateNode[]
  /** Named templates that the file defines. */
  defines: Map<string, TemplateNode[]>
}

const DEEPEST = 100

/** Syntax tree of a template. Throws on what is no template. */
export function parseTemplate(source: string): Template {
  const pieces = piecesOf(source)
  const defines = new Map<string, TemplateNode[]>()
  let next = 0

  /** Nodes up to `end` or `else`; the tokens of that one come with them. */
  function block(depth: number): { body: TemplateNode[]; closer: Token[] | undefined } {
    if (depth > DEEPEST) throw new Error('blocks are nested too deeply')
    const body: TemplateNode[] = []
    while (next < pieces.length) {
      const piece = pieces[next++] as (typeof pieces)[number]
      if (piece.kind === 'text') {
        body.push({ kind: 'text', text: piece.text, at: piece.at })
        continue
      }
      const tokens = tokensOf(piece.text)
      const [first] = tokens
      const word = first?.kind === 'word' ? first.value : undefined
      const rest = tokens.slice(1)
      if (word === 'end' || word === 'else') return { body, closer: tokens }
      if (word === 'if' || word === 'with') body.push(choice(word, rest, depth))
      else if (word === 'range') body.push(loop(rest, depth))
      else if (word === 'define' || word === 'block') {
        const name = nameIn(rest)
        defines.set(name, block(depth + 1).body)
        if (word === 'block') body.push({ kind: 'template', name, pipe: pipeOf(rest.slice(1)) })
      } else if (word === 'template')
        body.push({
          kind: 'template',
          name: nameIn(rest),
          pipe: rest.length > 1 ? pipeOf(rest.slice(1)) : undefined,
        })
      else if (word === 'break' || word === 'continue') body.push({ kind: 'leave', word })
      else if (tokens.length > 0) body.push(statement(tokens, piece.at))
    }
    return { body, closer: undefined }
  }

  function choice(kind: 'if' | 'with', first: Token[], depth: number): TemplateNode {
    const branches: Branch[] = []
    let condition = first
    for (;;) {
      const { name, pipe } = declared(condition)
      const { body, closer } = block(depth + 1)
      branches.push({ name, pipe, body })
      if (closer?.[0]?.kind !== 'word' || closer[0].value === 'end') return { kind, branches, otherwise: [] }
      if (closer.length === 1) return { kind, branches, otherwise: block(depth + 1).body }
      condition = closer.slice(2)
    }
  }

  function loop(tokens: Token[], depth: number): TemplateNode {
    const assigned = tokens.findIndex((one) => one.kind === 'sign' && one.value === ':=')
    const names =
      assigned < 0
        ? []
        : tokens.slice(0, assigned).flatMap((one) => (one.kind === 'variable' ? one.name : []))
    const { body, closer } = block(depth + 1)
    const hasElse = closer?.[0]?.kind === 'word' && closer[0].value === 'else'
    const otherwise = hasElse ? block(depth + 1).body : []
    return { kind: 'range', names, pipe: pipeOf(tokens.slice(assigned + 1)), body, otherwise }
  }

  const { body, closer } = block(0)
  if (closer) throw new Error('an `end` or `else` too many')
  return { body, defines }
}

function statement(tokens: Token[], at: number): TemplateNode {
  const [first, second] = tokens
  if (
    first?.kind === 'variable' &&
    second?.kind === 'sign' &&
    (second.value === ':=' || second.value === '=')
  )
    return { kind: 'set', name: first.name, pipe: pipeOf(tokens.slice(2)), declares: second.value === ':=' }
  return { kind: 'output', pipe: pipeOf(tokens), at }
}

function declared(tokens: Token[]): { name: string | undefined; pipe: Pipe } {
  const [first, second] = tokens
  if (first?.kind === 'variable' && second?.kind === 'sign' && second.value === ':=')
    return { name: first.name, pipe: pipeOf(tokens.slice(2)) }
  return { name: undefined, pipe: pipeOf(tokens) }
}

function nameIn(tokens: Token[]): string {
  const [first] = tokens
  if (first?.kind !== 'text') throw new Error('a template without a name')
  return first.value
}

const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['nil', null],
])

/** A pipe out of tokens; all of them must belong to it. */
function pipeOf(tokens: Token[], depth = 0): Pipe {
  let at = 0
  const parse = (level: number): Pipe => {
    if (level > DEEPEST) throw new Error('parentheses are nested too deeply')
    const pipe: Pipe = [[]]
    for (; at < tokens.length; at++) {
      const token = tokens[at] as Token
      const command = pipe.at(-1) as Term[]
      if (token.kind === 'text' || token.kind === 'number')
        command.push({ kind: 'value', value: token.value })
      else if (token.kind === 'variable') command.push(token)
      else if (token.kind === 'word') {
        const constant = CONSTANTS.get(token.value)
        command.push(
          constant === undefined
            ? { kind: 'function', name: token.value }
            : { kind: 'value', value: constant },
        )
      } else if (token.kind === 'field') {
        const before = command.at(-1)
        if (!token.spaced && before?.kind === 'pipe') before.path.push(...token.path)
        else command.push({ kind: 'field', path: token.path })
      } else if (token.value === '(') {
        at++
        command.push({ kind: 'pipe', pipe: parse(level + 1), path: [] })
        if (at >= tokens.length) throw new Error('a parenthesis is not closed')
      } else if (token.value === ')') {
        if (level === depth) throw new Error('a parenthesis too many')
        return pipe
      } else if (token.value === '|') pipe.push([])
      else throw new Error(`unexpected ${token.value}`)
    }
    return pipe
  }
  return parse(depth)
}
