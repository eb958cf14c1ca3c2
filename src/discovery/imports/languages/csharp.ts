import { lineOf } from '../../syntax/line-of.ts'
import type { ImportFact, ImportReader } from '../contract.ts'
import { addUse } from '../uses-through.ts'

/** `using` of namespaces. Which of a file's names come from which namespace only a compiler knows: calls are noted for each that may hold them. */
export const csharpImports: ImportReader = (file) => {
  const root = file.tree()
  const facts = root.findAll({ rule: { kind: 'using_directive' } }).flatMap((node): ImportFact[] => {
    const module = /^(?:global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?:global::)?([\w.]+)\s*;/.exec(
      node.text(),
    )?.[1]
    if (
      !module ||
      module === 'System' ||
      /^System\.(?:Collections|Linq|Threading|IO|Text|Net|Reflection|Globalization|Diagnostics|Runtime)$/.test(
        module,
      )
    )
      return []
    return [{ fact: 'import', ecosystem: 'nuget', module, line: lineOf(node), uses: [] }]
  })
  if (facts.length === 0) return []
  for (const call of root.findAll({
    rule: {
      kind: 'member_access_expression',
      regex: '^[A-Z]\\w*\\.[A-Z]\\w*$',
      inside: { kind: 'invocation_expression' },
    },
  }))
    for (const fact of facts) addUse(fact, call.text(), lineOf(call))
  return facts
}
