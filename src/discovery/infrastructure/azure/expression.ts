import type { Hcl, HclStep } from '../../syntax/hcl-tree.ts'
import { type Token, tokensOf } from './tokens.ts'

const MOST_DEPTH = 80
const UNREAD: Hcl = { k: 'mix', of: [] }
/** Binding power of operators. */
const POWER: Record<string, number> = {
  '??': 1,
  '||': 2,
  '&&': 3,
  '==': 4,
  '!=': 4,
  '=~': 4,
  '!~': 4,
  '<': 5,
  '>': 5,
  '<=': 5,
  '>=': 5,
  '+': 6,
  '-': 6,
  '*': 7,
  '/': 7,
  '%': 7,
}

/** Reads expressions out of tokens, from `at` on. What it does not understand is an unknown value, and it goes on behind it. */
export class ExpressionReader {
  readonly tokens: readonly Token[]
  at: number
  /** Resources that were written inside of an object, in the order of the text. */
  readonly nested: { symbol: string; type: string; line: number; body: Hcl }[] = []
  #depth = 0

  constructor(tokens: readonly Token[], at = 0) {
    this.tokens = tokens
    this.at = at
  }

  get next(): Token | undefined {
    return this.tokens[this.at]
  }

  is(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead]
    return token !== undefined && token.kind !== 'text' && token.text === text
  }

  take(text: string): boolean {
    if (!this.is(text)) return false
    this.at += 1
    return true
  }

  lines(): void {
    while (this.next?.kind === 'line' || this.is(',')) this.at += 1
  }

  expression(power = 0): Hcl {
    if (this.#depth > MOST_DEPTH) {
      this.at += 1
      return UNREAD
    }
    this.#depth += 1
    try {
      let left = this.#unary()
      for (;;) {
        const operator = this.next?.kind === 'sign' ? this.next.text : ''
        const own = Object.hasOwn(POWER, operator) ? (POWER[operator] as number) : 0
        if (own === 0 || own <= power) break
        this.at += 1
        this.#skipLines()
        left = joined(operator, left, this.expression(own))
      }
      return power === 0 ? this.#ternary(left) : left
    } finally {
      this.#depth -= 1
    }
  }

  #ternary(test: Hcl): Hcl {
    const before = this.at
    this.#skipLines()
    if (!this.take('?')) {
      this.at = before
      return test
    }
    this.#skipLines()
    const yes = this.expression()
    this.#skipLines()
    if (!this.take(':')) return { k: 'mix', of: [test, yes] }
    this.#skipLines()
    return { k: 'if', test, yes, no: this.expression() }
  }

  #skipLines(): void {
    while (this.next?.kind === 'line') this.at += 1
  }

  #unary(): Hcl {
    if (this.is('!') || this.is('-')) {
      const op = this.next?.text as string
      this.at += 1
      return { k: 'op', op, a: this.#unary() }
    }
    return this.#steps(this.#primary())
  }

  #primary(): Hcl {
    const token = this.next
    if (!token) return UNREAD
    if (token.kind === 'text') {
      this.at += 1
      return textOf(token.text, this.#depth)
    }
    if (token.kind === 'number') {
      this.at += 1
      return { k: 'lit', v: Number(token.text) }
    }
    if (token.kind === 'name') {
      this.at += 1
      if (token.text === 'true' || token.text === 'false') return { k: 'lit', v: token.text === 'true' }
      if (token.text === 'null') return { k: 'lit', v: null }
      if (this.is('(')) return { k: 'call', name: token.text, args: this.#list('(', ')') }
      return { k: 'ref', root: token.text, steps: [] }
    }
    if (this.is('(')) {
      const [inner] = this.#list('(', ')')
      return inner ?? UNREAD
    }
    if (this.is('[')) {
      if (this.#isLoop()) return this.#loop()
      return { k: 'list', items: this.#list('[', ']') }
    }
    if (this.is('{')) return this.#object()
    this.at += 1
    return UNREAD
  }

  #isLoop(): boolean {
    let ahead = 1
    while (this.tokens[this.at + ahead]?.kind === 'line') ahead += 1
    return this.is('for', ahead)
  }

  /** `[for x in list: …]`, `[for (x, i) in list: …]`. */
  #loop(): Hcl {
    this.take('[')
    this.#skipLines()
    const { names, over } = this.loopHead()
    this.#skipLines()
    const when = this.take('if') ? this.expression() : undefined
    this.#skipLines()
    const out = this.expression()
    this.lines()
    this.take(']')
    return { k: 'for', names, over, out, ...(when ? { when } : {}) }
  }

  /** `for x in list:`; the item is the last name, the index the first: as Terraform has them. */
  loopHead(): { names: string[]; over: Hcl } {
    this.take('for')
    const names: string[] = []
    while (this.next && !this.is('in')) {
      if (this.next.kind === 'name') names.unshift(this.next.text)
      if (this.next.kind === 'line') break
      this.at += 1
    }
    this.take('in')
    const over = this.expression()
    this.take(':')
    return { names, over }
  }

  #list(open: string, close: string): Hcl[] {
    const items: Hcl[] = []
    this.take(open)
    this.lines()
    while (this.next && !this.is(close)) {
      const before = this.at
      items.push(this.expression())
      // A named argument or something unread: go on behind it.
      if (this.at === before) this.at += 1
      if (this.take(':') || this.take('=>')) items.push(this.expression())
      this.lines()
    }
    this.take(close)
    return items
  }

  #object(): Hcl {
    const items: [Hcl, Hcl][] = []
    this.take('{')
    this.lines()
    while (this.next && !this.is('}')) {
      const before = this.at
      const key = this.next
      this.at += 1
      if (key.text === 'resource' && this.next?.kind === 'name') this.#nestedResource(key.line)
      else if (key.text === '...' || !this.is(':')) {
        if (key.text === '...') items.push([UNREAD, this.expression()])
        // What is not understood is passed over to the end of the line.
        else while (this.next && this.next.kind !== 'line' && !this.is('}')) this.at += 1
      } else {
        this.take(':')
        items.push([
          key.kind === 'text' ? textOf(key.text, this.#depth) : { k: 'lit', v: key.text },
          this.expression(),
        ])
      }
      if (this.at === before) this.at += 1
      this.lines()
    }
    this.take('}')
    return { k: 'obj', items }
  }

  #nestedResource(line: number): void {
    const symbol = this.next?.text ?? ''
    const type = this.tokens[this.at + 1]?.text ?? ''
    this.at += 2
    this.take('existing')
    this.take('=')
    if (this.take('if')) this.expression()
    this.nested.push({ symbol, type, line, body: this.expression() })
  }

  #steps(on: Hcl): Hcl {
    const steps: HclStep[] = []
    for (;;) {
      if ((this.is('.') || this.is('.?') || this.is('::')) && this.tokens[this.at + 1]?.kind === 'name') {
        const name = (this.tokens[this.at + 1] as Token).text
        this.at += 2
        if (this.is('(')) return { k: 'call', name, args: [withSteps(on, steps), ...this.#list('(', ')')] }
        steps.push({ name })
      } else if (this.is('[')) {
        this.take('[')
        this.take('?')
        steps.push({ index: this.expression() })
        this.take(']')
      } else if (this.is('!') && !this.is('=', 1)) this.at += 1
      else return withSteps(on, steps)
    }
  }
}

function withSteps(on: Hcl, steps: HclStep[]): Hcl {
  if (steps.length === 0) return on
  return on.k === 'ref' ? { ...on, steps: [...on.steps, ...steps] } : { k: 'at', on, steps }
}

function joined(op: string, a: Hcl, b: Hcl): Hcl {
  if (op === '??') return { k: 'call', name: 'coalesce', args: [a, b] }
  if (op === '=~') return { k: 'op', op: '==', a, b }
  return op === '!~' ? { k: 'op', op: '!=', a, b } : { k: 'op', op, a, b }
}

/** A quoted text; what is filled in is read as an expression of its own. */
function textOf(text: string, depth: number): Hcl {
  const parts: Hcl[] = []
  let from = 0
  for (let at = text.indexOf('${'); at >= 0 && depth < MOST_DEPTH; at = text.indexOf('${', at + 1)) {
    if (text[at - 1] === '\\' || at < from) continue
    const end = closing(text, at + 1)
    if (end < 0) break
    if (at > from) parts.push({ k: 'lit', v: unescaped(text.slice(from, at)) })
    parts.push(new ExpressionReader(tokensOf(text.slice(at + 2, end))).expression())
    from = end + 1
  }
  if (from < text.length || parts.length === 0) parts.push({ k: 'lit', v: unescaped(text.slice(from)) })
  return parts.length === 1 && parts[0]?.k === 'lit' ? parts[0] : { k: 'tpl', parts }
}

function closing(text: string, open: number): number {
  let depth = 0
  for (let at = open; at < Math.min(text.length, open + 5000); at += 1) {
    if (text[at] === '{') depth += 1
    else if (text[at] === '}' && --depth === 0) return at
  }
  return -1
}

const unescaped = (text: string): string =>
  text.replace(/\\(.)|''/g, (_, one: string | undefined) =>
    one === undefined ? "'" : one === 'n' ? '\n' : one === 't' ? '\t' : one,
  )

/** An expression that stands alone. */
export const readExpression = (text: string): Hcl => new ExpressionReader(tokensOf(text)).expression()
