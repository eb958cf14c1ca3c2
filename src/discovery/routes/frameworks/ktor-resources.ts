import type { SgNode } from '@ast-grep/napi'
import type { RouteFact } from '../contract.ts'
import { named } from '../languages/jvm-text.ts'
import { annotationOf } from '../languages/jvm-types.ts'
import { childOf, kotlinAnnotations } from '../languages/jvm-types-kotlin.ts'
import { constantIn } from '../names.ts'
import { ktorTemplate } from './ktor-scopes.ts'

/** The path of a class with `@Resource`, as a constant that `get<Articles.Id>` names; its parent's path stands in front. */
export function resourceFacts(node: SgNode): RouteFact[] {
  const annotation = annotationOf(kotlinAnnotations(childOf(node, 'modifiers')), 'Resource', 'Location')
  const own = annotation?.values.get('value')?.[0]?.text ?? annotation?.values.get('path')?.[0]?.text
  if (own === undefined) return []
  const around = node
    .ancestors()
    .filter((one) => one.kind() === 'class_declaration' || one.kind() === 'object_declaration')
    .flatMap((one) => childOf(one, 'type_identifier')?.text() ?? [])
    .reverse()
  const name = childOf(node, 'type_identifier')?.text() ?? ''
  const primary = childOf(node, 'primary_constructor')
  const parent = (primary ? named(primary) : [])
    .filter((one) => childOf(one, 'simple_identifier')?.text() === 'parent')
    .map((one) => childOf(one, 'user_type')?.text())
    .find(Boolean)
  const front = parent ? `${constantIn(`${parent}(resource)`)}/` : ''
  const steps = [...around, name]
  return steps.map((_, at) => ({
    fact: 'constant',
    name: `${steps.slice(at).join('.')}(resource)`,
    value: `${front}${ktorTemplate(own)}`,
  }))
}
