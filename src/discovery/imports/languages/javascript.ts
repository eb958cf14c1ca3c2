import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { ImportFact, ImportReader, ImportsFact } from '../contract.ts'
import { addUse, type Binding, type Reaching, usesThrough } from '../uses-through.ts'

const REACHING: Reaching = {
  member: ['member_expression'],
  dot: '\\??\\.',
  assigned: {
    kinds: ['variable_declarator'],
    pattern: (locals) => `^([\\w$]+)\\s*(?::[^=]+)?=\\s*(?:await\\s+)?(?:new\\s+)?(${locals})\\b`,
  },
}

const IMPORTS = {
  rule: {
    any: [
      { kind: 'import_statement' },
      { kind: 'export_statement', regex: '\\bfrom\\s*["\']' },
      { kind: 'call_expression', regex: '^(?:require|import|require\\.resolve)\\s*\\(' },
    ],
  },
}

/** ES modules, CommonJS and dynamic imports. Imports of types are gone when it runs, and left out. */
export const javascriptImports: ImportReader = (file) => {
  const root = file.tree()
  const facts: ImportsFact[] = []
  const bindings = new Map<string, Binding>()
  for (const node of root.findAll(IMPORTS)) {
    const isCall = node.kind() === 'call_expression'
    const text = isCall ? argumentOf(node) : moduleOf(node)
    if (text === undefined && !isCall) continue
    const line = lineOf(node)
    if (text === undefined) {
      if (isUnknowable(node)) facts.push({ fact: 'unknowable', ecosystem: 'npm', line })
      continue
    }
    if (!isPackage(text) || /^(?:import|export)\s+type\b/.test(node.text())) continue
    const fact: ImportFact = { fact: 'import', ecosystem: 'npm', module: text, line, uses: [] }
    facts.push(fact)
    if (isCall) bindCall(node, fact, bindings)
    else bindStatement(node, fact, bindings)
  }
  usesThrough(root, bindings, REACHING)
  return facts
}

/** Relative ones, Node's own by prefix, `#internal` and addresses are no packages. */
const isPackage = (module: string): boolean => /^(?:@[\w.-]+\/)?[A-Za-z0-9][\w.-]*(?:\/|$)/.test(module)

function moduleOf(statement: SgNode): string | undefined {
  const clause = statement.children().find((one) => one.kind() === 'import_require_clause')
  const text = (clause ?? statement).children().find((one) => one.kind() === 'string')
  return text?.text().slice(1, -1)
}

/** The text that a call is given; undefined where it is none. */
function argumentOf(call: SgNode): string | undefined {
  const [only, ...rest] = (call.field('arguments')?.children() ?? []).filter((one) => one.isNamed())
  if (!only || rest.some((one) => one.kind() !== 'object' && one.kind() !== 'comment')) return undefined
  return /^["'`][^"'`$]*["'`]$/.test(only.text()) ? only.text().slice(1, -1) : undefined
}

const isUnknowable = (call: SgNode): boolean => {
  const [first] = (call.field('arguments')?.children() ?? []).filter((one) => one.isNamed())
  // A path that is put together still begins with a folder of its own.
  return (
    first !== undefined &&
    !/^["'`]\.{0,2}\/|^(?:path|url|__dirname|import\.meta|new URL)\b/.test(first.text())
  )
}

function bindStatement(statement: SgNode, fact: ImportFact, bindings: Map<string, Binding>): void {
  const line = lineOf(statement)
  for (const one of statement.findAll({
    rule: {
      any: ['import_specifier', 'export_specifier', 'namespace_import', 'import_require_clause'].map(
        (kind) => ({ kind }),
      ),
    },
  })) {
    const text = one.text()
    if (/^type\s+[\w$]/.test(text) && !/^type\s+as\b/.test(text)) continue
    if (one.kind() === 'namespace_import') bind(bindings, text.replace(/^\*\s*as\s+/, ''), fact, '')
    else if (one.kind() === 'import_require_clause') bind(bindings, text.split(/\s*=/)[0] ?? '', fact, '')
    else {
      const [name = '', local = name] = text.split(/\s+as\s+/)
      addUse(fact, name, line)
      bind(bindings, local, fact, name === 'default' ? '' : name)
    }
  }
  const first = statement
    .children()
    .find((one) => one.kind() === 'import_clause')
    ?.child(0)
  if (first?.kind() === 'identifier') {
    addUse(fact, 'default', line)
    bind(bindings, first.text(), fact, '')
  }
}

/** `const x = require('y')`, `const { a, b: c } = …`, `require('y').a`, `require('y')(…)`. */
function bindCall(call: SgNode, fact: ImportFact, bindings: Map<string, Binding>): void {
  let value = call
  while (
    value.parent()?.kind() === 'await_expression' ||
    value.parent()?.kind() === 'parenthesized_expression'
  )
    value = value.parent() as SgNode
  const around = value.parent()
  const taken = around?.kind() === 'member_expression' ? (around.field('property')?.text() ?? '') : ''
  if (taken) addUse(fact, taken, lineOf(call))
  if (around?.kind() === 'call_expression') addUse(fact, 'default', lineOf(call))
  const holder = taken ? around?.parent() : around
  const name = holder?.kind() === 'variable_declarator' ? holder.field('name') : null
  if (!name) return
  if (name.kind() === 'identifier') bind(bindings, name.text(), fact, taken)
  for (const one of name.children()) {
    const isPair = one.kind() === 'pair_pattern'
    if (!isPair && one.kind() !== 'shorthand_property_identifier_pattern') continue
    const key = isPair ? (one.field('key')?.text() ?? '') : one.text()
    addUse(fact, key, lineOf(call))
    bind(bindings, isPair ? (one.field('value')?.text() ?? '') : key, fact, key)
  }
}

function bind(bindings: Map<string, Binding>, local: string, fact: ImportFact, prefix: string): void {
  if (/^[\w$]+$/.test(local)) bindings.set(local, { fact, prefix })
}
