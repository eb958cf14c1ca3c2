import type { SgNode } from '@ast-grep/napi'
import type { RouteFact } from '../contract.ts'
import { jvmTemplate } from '../languages/jvm-templates.ts'
import { jvmText, named } from '../languages/jvm-text.ts'
import { partsOf } from './ktor-scopes.ts'

const VERB = /^(GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)$/

/** Routes of `router { GET("/x", handler::list); "/api".nest { … } }` and `coRouter { … }`. */
export function kotlinRouteFacts(call: SgNode): RouteFact[] {
  const name = call.child(0)?.kind() === 'simple_identifier' ? (call.child(0)?.text() ?? '') : ''
  if (!VERB.test(name)) return []
  const { values } = partsOf(call)
  const path = jvmText(values[0] && named(values[0]).at(-1))
  if (path === undefined) return []
  const prefix = prefixAround(call)
  if (prefix === undefined) return []
  const line = call.range().start.line + 1
  const handler = /::\s*(\w+)/.exec(call.parent()?.text().slice(0, 400) ?? '')?.[1]
  return [
    {
      fact: 'route',
      line,
      framework: 'spring-webflux',
      method: name,
      path: `${prefix}/${jvmTemplate(path)}`,
      ...(handler ? { handler } : {}),
    },
  ]
}

/** What the blocks around put in front; undefined when no router is around. */
function prefixAround(call: SgNode): string | undefined {
  let prefix = ''
  let came: SgNode = call
  for (const around of call.ancestors()) {
    const inside = around.kind() === 'call_expression' && around.child(0)?.id() !== came.id()
    came = around
    if (!inside) continue
    const { name, values } = partsOf(around)
    if (name === 'router' || name === 'coRouter') return prefix
    if (name !== 'nest') continue
    // `"/api".nest { }`, `path("/api").nest { }`, `nest("/api") { }`.
    const receiver = around.find({ rule: { kind: 'string_literal' } })
    const text = jvmText(values[0] && named(values[0]).at(-1)) ?? jvmText(receiver)
    prefix = `${jvmTemplate(text ?? '')}/${prefix}`
  }
  return undefined
}
