import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { parameterName } from '../names.ts'
import { childName, isKnown } from './go-known.ts'
import {
  argumentsOf,
  isMaker,
  objectName,
  ownName,
  placeName,
  type RouterShape,
  routerName,
  textIn,
} from './go-names.ts'
import type { GoRouters } from './go-router-data.ts'
import { type GoFile, knownName, typeName } from './go-scopes.ts'

/** Routers that functions take and structs keep. */
export function typedFacts(node: SgNode, go: GoFile, data: GoRouters): RouteFact[] {
  const type = typeName(node.field('type') ?? undefined)
  if (!data.types.test(knownName(type, go))) return []
  const said = { fact: 'router' as const, framework: data.id, line: lineOf(node) }
  if (node.kind() === 'field_declaration') {
    const owner = node
      .ancestors()
      .find((one) => one.kind() === 'type_spec')
      ?.field('name')
      ?.text()
    const names = node.fieldChildren('name').map((one) => one.text())
    if (!owner) return []
    return (
      names.length ? names.map((name) => `${owner}.${name}`) : [owner, `${owner}.${type.split('.').pop()}`]
    ).map((name) => ({ ...said, name }))
  }
  return node.fieldChildren('name').flatMap((name) => {
    const found = go.find(name.text(), name.range().end.index)
    return found?.owner && found.kind === 'parameter'
      ? [{ ...said, name: parameterName(ownName(found.owner, go), found.index) }]
      : []
  })
}

/** Routers that are given back, kept in fields or in variables of the package. */
export function valueFacts(node: SgNode, go: GoFile, data: GoRouters, shape: RouterShape): RouteFact[] {
  const said = { framework: data.id, line: lineOf(node) }
  const kept = (name: string | undefined, value: SgNode | undefined, prefix = ''): RouteFact[] => {
    if (!name || !value || !isKnown(value, go, shape)) return []
    const parent = routerName(value, go, shape)
    if (!parent || parent === name) return []
    const mount: RouteFact = { ...said, fact: 'mount', parent, child: name, prefix }
    // A field of another package's type is declared there.
    const here = !go.packages.has(name.split('.')[0] as string)
    return here && isKnown(value, go, shape, true) ? [{ ...said, fact: 'router', name }, mount] : [mount]
  }
  if (node.kind() === 'return_statement') return returned(node, go, data, shape)
  if (node.kind() === 'composite_literal' || node.kind() === 'type_assertion_expression')
    return isMaker(node, go, shape) ? [{ ...said, fact: 'router', name: placeName(node, go) }] : []
  if (node.kind() === 'assignment_statement') {
    const target = node.field('left')?.child(0)
    const value = node.field('right')?.child(0) ?? undefined
    if (target?.kind() === 'selector_expression') return kept(objectName(target, go, shape), value)
    const global = target?.kind() === 'identifier' && !go.find(target.text(), target.range().start.index)
    // Another file of the package may declare the variable: it is a router there, and the same one.
    return global ? kept(target.text(), value).filter(({ fact }) => fact === 'mount') : []
  }
  if (node.kind() === 'var_spec') {
    const name = node.field('name')
    if (!name || go.find(name.text(), node.range().end.index)) return []
    const type = knownName(typeName(node.field('type') ?? undefined), go)
    if (data.types.test(type) || data.results?.test(type))
      return [{ ...said, fact: 'router', name: name.text() }]
    return kept(name.text(), node.field('value')?.child(0) ?? undefined)
  }
  const [key, value] = node.children().filter((one) => one.kind() === 'literal_element')
  const type =
    node
      .ancestors()
      .find((one) => one.kind() === 'composite_literal')
      ?.field('type') ?? undefined
  return key && value
    ? kept(
        `${typeName(type)}.${key.text()}`,
        value.child(0) ?? undefined,
        data.template(baseBeside(node, go)),
      )
    : []
}

/** `ChiServerOptions{BaseURL: "/api", BaseRouter: r}`: the path in front, as oapi-codegen's options say it. */
function baseBeside(element: SgNode, go: GoFile): string {
  for (const one of element.parent()?.children() ?? []) {
    const [key, value] = one.children().filter((each) => each.kind() === 'literal_element')
    if (key?.text() === 'BaseURL') return textIn(value?.child(0) ?? undefined, go) ?? ''
  }
  return ''
}

/** A function that gives a router: what hangs on it hangs on `users()`. */
function returned(node: SgNode, go: GoFile, data: GoRouters, shape: RouterShape): RouteFact[] {
  const value = node
    .children()
    .find((one) => one.kind() === 'expression_list')
    ?.child(0)
  const owner = node
    .ancestors()
    .find((one) => /^(function|method)_declaration$|^func_literal$/.test(String(one.kind())))
  if (!value || !owner) return []
  const said = { framework: data.id, line: lineOf(node) }
  const name = `${ownName(owner, go)}()`
  if (value.kind() === 'func_literal') {
    // `func Routes(db) func(r chi.Router)`: the literal's router is what the result is called with.
    const type = value
      .field('parameters')
      ?.find({ rule: { kind: 'parameter_declaration' } })
      ?.field('type')
    if (!type || !data.types.test(knownName(typeName(type), go))) return []
    const child = parameterName(ownName(value, go), 0)
    const parent = parameterName(name, 0)
    return [
      { ...said, fact: 'router', name: parent },
      { ...said, fact: 'mount', parent, child, prefix: '' },
    ]
  }
  const result = typeName(
    owner.field('result')?.find({
      rule: { any: [{ kind: 'pointer_type' }, { kind: 'qualified_type' }, { kind: 'type_identifier' }] },
    }) ??
      owner.field('result') ??
      undefined,
  )
  if (!data.types.test(knownName(result, go)) && !data.results?.test(knownName(result, go))) return []
  const kept = keptByCall(value, go, data, shape)
  if (kept)
    return [
      { ...said, fact: 'router', name },
      { ...said, fact: 'mount', parent: kept, child: name, prefix: '' },
    ]
  const child = childName(value, go, shape)
  if (
    !child ||
    child === name ||
    !(
      isKnown(value, go, shape) ||
      data.types.test(knownName(result, go)) ||
      value.kind() === 'call_expression'
    )
  )
    return []
  return [
    { ...said, fact: 'router', name },
    { ...said, fact: 'mount', parent: name, child, prefix: '' },
  ]
}

/** `return Once(s, func() *mux.Router { … })`: the router that the function makes; whoever asks for it adds to that one. */
function keptByCall(value: SgNode, go: GoFile, data: GoRouters, shape: RouterShape): string | undefined {
  if (value.kind() !== 'call_expression') return undefined
  const maker = argumentsOf(value).find(
    (one) =>
      one.kind() === 'func_literal' &&
      data.types.test(knownName(typeName(one.field('result') ?? undefined), go)),
  )
  const given = maker
    ?.findAll({ rule: { kind: 'return_statement' } })
    .at(-1)
    ?.find({ rule: { kind: 'expression_list' } })
    ?.child(0)
  return given && isKnown(given, go, shape) ? routerName(given, go, shape) : undefined
}
