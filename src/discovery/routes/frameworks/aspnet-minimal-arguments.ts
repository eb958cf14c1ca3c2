import type { SgNode } from '@ast-grep/napi'
import { csharpText } from '../languages/csharp-text.ts'
import { parametersOf } from '../languages/csharp-types.ts'
import { functionAround } from './aspnet-minimal-builders.ts'

/** Path, handler and methods of a call; some projects' own wrappers take the handler first and may leave the path out. */
export function partsOf(
  values: readonly SgNode[],
  name: string,
): { path?: string; handler?: SgNode; methods?: SgNode } {
  const [first, second, third] = values
  if (name === 'MapMethods') return partial(pathOf(first), third, second)
  // An object mapper has `Map(a, b)` too: only a path that is written out tells.
  if (name === 'Map' && !/string/.test(String(first?.kind()))) return {}
  const path = pathOf(first)
  if (second && path !== undefined) return partial(path, second)
  const named = first?.kind() === 'identifier' && /^[A-Z]/.test(first.text())
  if (!named) return {}
  return second ? partial(pathOf(second), first) : partial('', first)
}

const partial = (path: string | undefined, handler: SgNode | undefined, methods?: SgNode) => ({
  ...(path === undefined ? {} : { path }),
  ...(handler ? { handler } : {}),
  ...(methods ? { methods } : {}),
})

/** A path that is written out or a constant; not the parameter of a wrapper, nor a function. */
function pathOf(node: SgNode | undefined): string | undefined {
  if (!node) return undefined
  if (node.kind() !== 'identifier') return csharpText(node)
  const around = functionAround(node)
  const own = around && parametersOf(around.node).some((one) => one.name === node.text())
  return own || isFunction(node) ? undefined : csharpText(node)
}

/** Whether a name is that of a function of the same file. */
const isFunction = (node: SgNode): boolean =>
  node
    .getRoot()
    .root()
    .find({
      rule: {
        any: [{ kind: 'method_declaration' }, { kind: 'local_function_statement' }],
        has: { field: 'name', regex: `^${node.text()}$` },
      },
    }) !== null
