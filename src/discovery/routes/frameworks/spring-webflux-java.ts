import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { jvmTemplate } from '../languages/jvm-templates.ts'
import { jvmText, named } from '../languages/jvm-text.ts'

const FRAMEWORK = 'spring-webflux'
const VERB = /^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)$/

/** A function that gives a `RouterFunction` is a router; `nest(path("/x"), orders())` mounts it. */
export function javaRouterFacts(node: SgNode): RouteFact[] {
  return /\bRouterFunction</.test(node.field('type')?.text() ?? '')
    ? [{ fact: 'router', line: lineOf(node), framework: FRAMEWORK, name: functionName(node) }]
    : []
}

/** Routes of `GET("/x")` predicates and of the builder's `.GET("/x", handler)`, and mounts of other functions. */
export function javaRouteFacts(call: SgNode): RouteFact[] {
  const name = call.field('name')?.text() ?? ''
  const said = { line: lineOf(call.field('name') ?? call), framework: FRAMEWORK }
  const around = call.ancestors().find((one) => one.kind() === 'method_declaration')
  const router = around && functionName(around)
  if (!router) return []
  const values = argumentsOf(call)
  if (/^(nest|andNest|add|andOther)$/.test(name)) {
    const child = values.at(-1)
    const called =
      child?.kind() === 'method_invocation' && argumentsOf(child).length === 0 && !child.field('object')
    if (!called || !child) return []
    const own = /est$/.test(name) ? prefixOf(values[0]) : ''
    return [
      {
        fact: 'mount',
        ...said,
        parent: router,
        child: `${child.field('name')?.text()}()`,
        prefix: `${prefixAround(call)}/${own}`,
      },
    ]
  }
  if (!VERB.test(name)) return []
  const path = jvmText(values[0])
  if (path === undefined || !inRoute(call)) return []
  const handler = handlerOf(values.slice(1)) ?? handlerOf(argumentsBeside(call))
  return [
    { fact: 'router', ...said, name: router },
    {
      fact: 'route',
      ...said,
      router,
      method: name,
      path: `${prefixAround(call)}/${jvmTemplate(path)}`,
      ...(handler ? { handler } : {}),
    },
  ]
}

/** Whether a verb is a route's: the builder's own with a handler, or a predicate of `route`, `andRoute`, `nest`. */
const inRoute = (call: SgNode): boolean =>
  argumentsOf(call).length > 1 ||
  call
    .ancestors()
    .slice(0, 8)
    .some((one) => /^(route|andRoute|nest|andNest)$/.test(one.field('name')?.text() ?? ''))

/** What `nest("/x", …)`, `path("/x", …)` and `nest(path("/x"), …)` around a call put in front of it. */
function prefixAround(call: SgNode): string {
  let prefix = ''
  let came: SgNode = call
  for (const around of call.ancestors()) {
    if (around.kind() === 'method_declaration') return prefix
    const name = around.kind() === 'method_invocation' ? around.field('name')?.text() : undefined
    const inside = came.kind() === 'argument_list'
    if (inside && /^(nest|andNest|path)$/.test(name ?? '')) {
      const [first] = argumentsOf(around)
      if (first && !contains(first, call)) prefix = `${prefixOf(first)}/${prefix}`
    }
    came = around
  }
  return prefix
}

const contains = (outer: SgNode, inner: SgNode): boolean =>
  outer.range().start.index <= inner.range().start.index && inner.range().end.index <= outer.range().end.index

/** `"/x"`, or `path("/x")` with whatever is `and`ed to it. */
function prefixOf(node: SgNode | undefined): string {
  const text = jvmText(node)
  if (text !== undefined) return jvmTemplate(text)
  const found = /\bpath\s*\(\s*"([^"\n]{0,200})"/.exec(node?.text() ?? '')?.[1]
  return found === undefined ? '' : jvmTemplate(found)
}

/** Arguments that stand after the predicate: `route(GET("/x"), handler::list)`. */
function argumentsBeside(call: SgNode): SgNode[] {
  const list = call.ancestors().find((one) => one.kind() === 'argument_list')
  return list ? named(list).slice(1) : []
}

const handlerOf = (values: readonly SgNode[]): string | undefined =>
  values
    .filter((one) => one.kind() === 'method_reference')
    .map((one) => /(\w+)$/.exec(one.text())?.[1])
    .find(Boolean)

const argumentsOf = (call: SgNode): SgNode[] => {
  const list = call.field('arguments')
  return list ? named(list) : []
}

const functionName = (node: SgNode): string => `${node.field('name')?.text() ?? ''}()`
