import type { SgNode } from '@ast-grep/napi'
import type { RouteFact } from '../contract.ts'
import { parametersOf } from '../languages/csharp-types.ts'
import { parameterName } from '../names.ts'
import {
  argumentsOf,
  BUILDER,
  builderOf,
  callName,
  classAround,
  functionAround,
} from './aspnet-minimal-builders.ts'

const FRAMEWORK = 'aspnet-minimal'

/** `Map(app)`, `Orders.Map(app)`: the builder goes on as an argument. */
export function passedOn(call: SgNode, called: SgNode): RouteFact[] {
  const around = functionAround(call)
  const type =
    called.kind() === 'member_access_expression' ? called.field('expression')?.text() : classAround(call)
  const name = called.kind() === 'identifier' ? called.text() : callName(called)
  if (type !== undefined && !/^[A-Z][\w.]*$/.test(type)) return []
  const local = called.kind() === 'identifier' && !around
  return argumentsOf(call).flatMap((value, index): RouteFact[] => {
    const builder = isBuilder(value) ? builderOf(value) : undefined
    if (!builder) return []
    const owner = local || type === undefined ? name : `${type.slice(type.lastIndexOf('.') + 1)}.${name}`
    const said = { line: call.range().start.line + 1, framework: FRAMEWORK }
    return [
      {
        fact: 'mount',
        ...said,
        parent: builder.router,
        child: parameterName(owner, index),
        prefix: builder.prefix,
      },
    ]
  })
}

/** Whether an argument is a builder as far as its file tells: a parameter of such a type, a group, the application itself. */
function isBuilder(value: SgNode): boolean {
  if (value.kind() === 'invocation_expression') return /\.\s*MapGroup\s*\(/.test(value.text())
  if (value.kind() !== 'identifier') return false
  const name = value.text()
  const around = functionAround(value)
  const parameter = around && parametersOf(around.node).find((one) => one.name === name)
  if (parameter) return BUILDER.test(parameter.type)
  const scope = around?.node ?? value.getRoot().root()
  return new RegExp(`\\b${name}\\s*=\\s*[^;]{0,400}?\\.\\s*(?:MapGroup|Build|NewVersionedApi)\\s*\\(`).test(
    scope.text(),
  )
}
