import type { Hcl } from '../../syntax/hcl-tree.ts'
import type { AzureTemplate } from './contract.ts'
import { ExpressionReader } from './expression.ts'
import { type Token, tokensOf } from './tokens.ts'

/**
 * Reads Bicep: parameters, variables, resources with conditions and loops, modules, outputs. What it does not understand is kept by its
 * line. Throws on a file that is too large. Source: learn.microsoft.com/azure/azure-resource-manager/bicep/file.
 */
export function readBicep(text: string): AzureTemplate {
  const template: AzureTemplate = {
    parameters: [],
    variables: [],
    resources: [],
    modules: [],
    outputs: [],
    unread: [],
  }
  const reader = new ExpressionReader(tokensOf(text))
  while (reader.next) {
    reader.lines()
    const start = reader.next
    if (!start) break
    if (start.kind === 'sign' && start.text === '@') skipDecorator(reader)
    else if (start.kind === 'name' && Object.hasOwn(STATEMENTS, start.text)) {
      reader.at += 1
      STATEMENTS[start.text]?.(reader, template, start)
    } else {
      template.unread.push(start.line)
      skipLine(reader)
    }
  }
  return template
}

type Statement = (reader: ExpressionReader, template: AzureTemplate, start: Token) => void

const STATEMENTS: Record<string, Statement> = {
  param: (reader, { parameters }) => {
    const name = word(reader)
    skipTo(reader, '=')
    parameters.push([name, reader.take('=') ? reader.expression() : null])
  },
  var: (reader, { variables }) => {
    const name = word(reader)
    skipTo(reader, '=')
    if (reader.take('=')) variables.push([name, reader.expression()])
  },
  output: (reader, { outputs }) => {
    const name = word(reader)
    skipTo(reader, '=')
    if (reader.take('=')) outputs.push([name, reader.expression()])
  },
  resource: (reader, { resources }, start) => {
    const symbol = word(reader)
    const said = reader.next?.kind === 'text' ? reader.next.text : ''
    reader.at += 1
    const existing = reader.take('existing')
    reader.take('=')
    const declared = declaration(reader)
    const type = said.split('@')[0] ?? ''
    for (const inner of reader.nested.splice(0))
      resources.push({ ...inner, type: `${type}/${inner.type.split('@')[0] ?? ''}`, parent: symbol })
    const parent = propertyOf(declared.body, 'parent')
    resources.push({
      symbol,
      type,
      line: start.line,
      ...declared,
      ...(existing ? { existing } : {}),
      ...(parent?.k === 'ref' ? { parent: parent.root } : {}),
    })
  },
  module: (reader, { modules }, start) => {
    const symbol = word(reader)
    const source = reader.next?.kind === 'text' ? reader.next.text : ''
    reader.at += 1
    reader.take('=')
    const { body, condition } = declaration(reader)
    modules.push({ symbol, source, line: start.line, body, ...(condition ? { condition } : {}) })
  },
  // Neither changes what is there; types and functions are passed over whole.
  targetScope: (reader) => skipLine(reader),
  metadata: (reader) => skipValue(reader),
  type: (reader) => skipValue(reader),
  func: (reader) => skipLine(reader),
  import: (reader) => skipLine(reader),
  using: (reader) => skipLine(reader),
  extension: (reader) => skipLine(reader),
  assert: (reader) => skipLine(reader),
}

/** `{…}`, `if (…) {…}`, `[for x in y: {…}]`, `[for x in y: if (…) {…}]`. */
function declaration(reader: ExpressionReader): {
  body: Hcl
  condition?: Hcl
  loop?: { names: string[]; over: Hcl }
} {
  if (reader.take('if')) {
    const condition = reader.expression()
    return { condition, body: reader.expression() }
  }
  const made = reader.expression()
  if (made.k !== 'for') return { body: made }
  return {
    body: made.out,
    loop: { names: made.names, over: made.over },
    ...(made.when ? { condition: made.when } : {}),
  }
}

/** A property that is written out in an object. */
export function propertyOf(body: Hcl, name: string): Hcl | undefined {
  return body.k === 'obj' ? body.items.find(([key]) => key.k === 'lit' && key.v === name)?.[1] : undefined
}

function word(reader: ExpressionReader): string {
  const text = reader.next?.text ?? ''
  reader.at += 1
  return text
}

/** To a sign on the same line; types of parameters may go over several lines in brackets. */
function skipTo(reader: ExpressionReader, sign: string): void {
  let depth = 0
  while (reader.next && !(depth === 0 && (reader.is(sign) || reader.next.kind === 'line'))) {
    if (reader.is('{') || reader.is('[') || reader.is('(')) depth += 1
    if (reader.is('}') || reader.is(']') || reader.is(')')) depth -= 1
    reader.at += 1
  }
}

const skipLine = (reader: ExpressionReader): void => skipTo(reader, '\n')

function skipValue(reader: ExpressionReader): void {
  skipTo(reader, '=')
  if (reader.take('=')) skipLine(reader)
}

function skipDecorator(reader: ExpressionReader): void {
  reader.at += 1
  reader.expression()
}
