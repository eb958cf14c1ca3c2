import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { asciiRule } from '../../syntax/ascii-rule.ts'
import type { ExportFact, ImportFact } from '../contract.ts'
import { className, nameOf as fullName, moduleName, scoped } from './javascript-names.ts'
import {
  around,
  FUNCTION_KINDS,
  isFunction,
  keyOf,
  kindOf,
  literalText,
  named,
  unwrap,
} from './javascript-nodes.ts'

const RULE = asciiRule({
  any: [
    { kind: 'import_statement' },
    { kind: 'export_statement' },
    {
      kind: 'call_expression',
      has: { field: 'function', any: [{ regex: '^require$' }, { kind: 'import' }] },
    },
    {
      kind: 'assignment_expression',
      has: { field: 'left', regex: '^(module\\.exports|exports)(\\.[\\w$]+)*$' },
    },
  ],
})

/** A file without these words hands on nothing that has another name than its own, apart from what `new` or a call made. */
const ROUTERS = /[rR]outer|[rR]outes?\b|express|fastify|\b[kK]oa|[hH]api|\b[aA]pp\b/

/** Name of an expression: followed where routers are about, else by its words alone, which is much cheaper. */
function nameOf(node: SgNode | null | undefined, file: SourceFile): string | undefined {
  if (!node) return undefined
  if (ROUTERS.test(file.text)) return fullName(node, file)
  const text = unwrap(node).text().slice(0, 200)
  if (!/^[A-Za-z_$][\w$]*$/.test(text)) return /^(?:new\s+)?([A-Za-z_$][\w$.]*)\s*\(/.exec(text)?.[1]
  const made = new RegExp(
    `\\b(?:const|let|var)\\s+${text.replace(/\$/g, '\\$')}\\s*(?::[^=\n]{1,80})?=\\s*new\\s+([\\w$.]{1,80})`,
  )
  return made.exec(file.text)?.[1] ?? text
}

/** What a file imports and hands on: ES modules, CommonJS, `import x = require()`, `import()`. */
export function importsAndExports(file: SourceFile): (ImportFact | ExportFact)[] {
  return file
    .tree()
    .findAll({ rule: RULE })
    .flatMap((node) => {
      switch (kindOf(node)) {
        case 'import_statement':
          return imported(node)
        case 'export_statement':
          return exported(node, file)
        case 'assignment_expression':
          return assigned(node, file)
        default:
          return required(node)
      }
    })
}

const importOf = (local: string, module: string, name: string): ImportFact => ({
  fact: 'import',
  local,
  module,
  name,
})

function imported(node: SgNode): ImportFact[] {
  const found: ImportFact[] = []
  const module = literalText(node.field('source') ?? undefined)
  for (const clause of named(node)) {
    if (clause.kind() === 'import_require_clause') {
      const own = literalText(clause.field('source') ?? undefined)
      const local = named(clause)[0]?.text()
      if (own && local) found.push(importOf(local, own, '*'))
    }
    if (clause.kind() !== 'import_clause' || !module) continue
    for (const one of named(clause)) {
      if (one.kind() === 'identifier') found.push(importOf(one.text(), module, 'default'))
      else if (one.kind() === 'namespace_import')
        found.push(importOf(named(one)[0]?.text() ?? '', module, '*'))
      else
        for (const each of named(one)) {
          const name = each.field('name')?.text() ?? each.text()
          found.push(importOf(each.field('alias')?.text() ?? name, module, name))
        }
    }
  }
  // For its side effects alone: it still tells what is in use.
  if (found.length === 0 && module) found.push(importOf('', module, '*'))
  return found
}

function required(node: SgNode): ImportFact[] {
  const module = literalText(named(node.field('arguments'))[0])
  if (module === undefined) return []
  let at = node
  let name = '*'
  for (let parent = at.parent(); parent; parent = at.parent()) {
    if (kindOf(parent) === 'member_expression' && name === '*') name = parent.field('property')?.text() ?? '*'
    else if (!/^(?:await|parenthesized|as|non_null)_expression$/.test(kindOf(parent))) break
    at = parent
  }
  const holder = at.parent()
  const target = holder?.kind() === 'variable_declarator' ? holder.field('name') : undefined
  const local = (text: string): string => (around(node, FUNCTION_KINDS) ? scoped(text, node) : text)
  if (target?.kind() === 'identifier') return [importOf(local(target.text()), module, name)]
  if (target?.kind() === 'object_pattern' && name === '*')
    return named(target).flatMap((one) => {
      const key = one.kind() === 'pair_pattern' ? keyOf(one) : one.text()
      const own = one.kind() === 'pair_pattern' ? one.field('value')?.text() : one.text()
      return own && /^[\w$]+$/.test(own) ? [importOf(local(own), module, key)] : []
    })
  if (holder?.kind() === 'assignment_expression') {
    const left = holder.field('left')
    if (left?.kind() === 'identifier') return [importOf(left.text(), module, name)]
  }
  return [importOf(moduleName(module), module, '*')]
}

const exportOf = (name: string, local: string, module?: string): ExportFact => ({
  fact: 'export',
  name,
  local,
  ...(module ? { module } : {}),
})

function exported(node: SgNode, file: SourceFile): (ImportFact | ExportFact)[] {
  const module = literalText(node.field('source') ?? undefined)
  const children = node.children()
  const clause = children.find((one) => one.kind() === 'export_clause')
  if (clause)
    return named(clause).map((one) => {
      const name = one.field('name')?.text() ?? one.text()
      const local = module ? name : (nameOf(one.field('name'), file) ?? name)
      return exportOf(one.field('alias')?.text() ?? name, local, module)
    })
  const namespace = children.find((one) => one.kind() === 'namespace_export')
  if (namespace && module) {
    const name = named(namespace)[0]?.text() ?? ''
    return [importOf(name, module, '*'), exportOf(name, name)]
  }
  if (module) return [exportOf('*', '*', module)]
  const declaration = node.field('declaration')
  if (children.some((one) => one.kind() === 'default') || children.some((one) => one.text() === '=')) {
    const value = node.field('value') ?? declaration ?? named(node).at(-1)
    return value ? whole(unwrap(value), file) : []
  }
  // `export const users = createUsers()`: what it is, where that has another name.
  return named(declaration).flatMap((one) => {
    const name = one.kind() === 'variable_declarator' ? one.field('name') : undefined
    const value = one.field('value')
    if (
      name?.kind() !== 'identifier' ||
      !value ||
      !/^(?:call|new|await|member)_expression$|^identifier$/.test(kindOf(value))
    )
      return []
    const local = nameOf(name, file)
    return local && local !== name.text() ? [exportOf(name.text(), local)] : []
  })
}

/** What a module is as a whole: `export default`, `module.exports =`. */
function whole(value: SgNode, file: SourceFile): ExportFact[] {
  if (value.kind() === 'object') return named(value).flatMap((one) => property(one, file))
  const declared = /declaration$|^class$/.test(kindOf(value)) ? value.field('name')?.text() : undefined
  const local = declared ?? (isFunction(value) ? undefined : nameOf(value, file))
  return local && local !== 'default' ? [exportOf('default', local)] : []
}

/** A property of the object that a module is: others see it by its name, and behind the module's. */
function property(one: SgNode, file: SourceFile): ExportFact[] {
  const kind = kindOf(one)
  if (kind === 'spread_element') {
    const local = nameOf(named(one)[0], file)
    return local ? [exportOf('default', local)] : []
  }
  const name = keyOf(one)
  const value = one.field('value')
  const local =
    kind === 'shorthand_property_identifier'
      ? (nameOf(one, file) ?? name)
      : kind === 'method_definition' || (value && isFunction(unwrap(value)))
        ? `default.${name}`
        : value
          ? nameOf(value, file)
          : undefined
  if (!local) return []
  return [
    ...(local === name ? [] : [exportOf(name, local)]),
    ...(local === `default.${name}` ? [] : [exportOf(`default.${name}`, local)]),
  ]
}

function assigned(node: SgNode, file: SourceFile): ExportFact[] {
  const [left, right] = [node.field('left')?.text() ?? '', node.field('right')]
  if (!right) return []
  const value = unwrap(right)
  if (left === 'module.exports' || left === 'exports') return whole(value, file)
  const name = left.replace(/^(?:module\.)?exports\./, '')
  // The module as a whole has it too: `import users from './users'`, `users.list`.
  if (isFunction(value)) return [exportOf(`default.${name}`, name)]
  const behind = `default.${name}`
  const local = value.kind() === 'class' ? className(named(value)[0] ?? value) : nameOf(value, file)
  if (!local) return [exportOf(behind, name)]
  return [...(local === name ? [] : [exportOf(name, local)]), exportOf(behind, local)]
}
