import { lineOf } from '../../syntax/line-of.ts'
import type { ImportFact, ImportReader } from '../contract.ts'
import { addUse } from '../uses-through.ts'

const NAMED = {
  rule: {
    any: [
      { kind: 'namespace_use_declaration' },
      { kind: 'qualified_name', regex: '^\\\\[A-Z]\\w*\\\\' },
      { kind: 'scoped_call_expression', regex: '^[A-Z]\\w*::\\w+' },
    ],
  },
}

/** Classes that a file names by `use` or by their full names, and the static calls on them. */
export const phpImports: ImportReader = (file) => {
  const facts = new Map<string, ImportFact>()
  const locals = new Map<string, ImportFact>()
  const add = (module: string, line: number): ImportFact => {
    const known = facts.get(module)
    if (known) return known
    const fact: ImportFact = { fact: 'import', ecosystem: 'composer', module, line, uses: [] }
    facts.set(module, fact)
    return fact
  }
  for (const node of file.tree().findAll(NAMED)) {
    const text = node.text()
    const line = lineOf(node)
    if (node.kind() === 'qualified_name') add(text.slice(1), line)
    else if (node.kind() === 'scoped_call_expression') {
      const [, local = '', method = ''] = /^(\w+)::(\w+)/.exec(text) ?? []
      const fact = locals.get(local)
      if (fact) addUse(fact, `${local}.${method}`, line)
    } else
      for (const [name, local] of namesIn(text)) {
        if (!name.includes('\\')) continue
        const fact = add(name, line)
        addUse(fact, name.split('\\').at(-1) ?? '', line)
        locals.set(local, fact)
      }
  }
  return [...facts.values()]
}

/** `use A\B as C, D\{E, F};` → full name and local name of each. */
function namesIn(text: string): [string, string][] {
  const said = text.replace(/^use\s+(?:function\s+|const\s+)?/, '').replace(/;\s*$/, '')
  const group = /^\\?([\w\\]+)\\\{([^}]*)\}/.exec(said)
  const [prefix, list] = group ? [`${group[1]}\\`, group[2] ?? ''] : ['', said]
  return list.split(',').flatMap((one): [string, string][] => {
    const [name = '', local] = one
      .trim()
      .replace(/^(?:function|const)\s+/, '')
      .split(/\s+as\s+/)
    if (!/^\\?[\w\\]+$/.test(name)) return []
    const full = prefix + name.replace(/^\\/, '')
    return [[full, local ?? full.split('\\').at(-1) ?? '']]
  })
}
