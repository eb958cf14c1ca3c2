import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Route } from '../contract.ts'
import { authenticationIn } from '../languages/csharp-authentication.ts'
import { attributesOf, parametersOf, requestParameters, usesOf } from '../languages/csharp-types.ts'

type Answer = Pick<Route, 'handler' | 'handlerLine' | 'authentication' | 'parameters' | 'uses'>

/** What the function behind an endpoint tells, written in place or named and standing in the same file. */
export function handlerOf(node: SgNode | undefined, file: SourceFile, path: string, method: string): Answer {
  if (!node) return {}
  if (node.kind() === 'lambda_expression' || node.kind() === 'anonymous_method_expression')
    return told(node, path, method)
  const name = node.text()
  if (!/^[\w.]+$/.test(name)) return {}
  const own = name.slice(name.lastIndexOf('.') + 1)
  const declared = file.tree().find({
    rule: {
      any: [{ kind: 'method_declaration' }, { kind: 'local_function_statement' }],
      has: { field: 'name', regex: `^${own}$` },
    },
  })
  return {
    handler: own,
    ...(declared
      ? { handlerLine: lineOf(declared.field('name') ?? declared), ...told(declared, path, method) }
      : {}),
  }
}

function told(node: SgNode, path: string, method: string): Answer {
  const authentication = authenticationIn(attributesOf(node))
  const parameters = requestParameters(parametersOf(node), path, method)
  const uses = usesOf(node, new Map())
  return {
    ...(authentication === undefined ? {} : { authentication }),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(uses.length > 0 ? { uses } : {}),
  }
}
