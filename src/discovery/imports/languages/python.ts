import { lineOf } from '../../syntax/line-of.ts'
import type { ImportFact, ImportReader, ImportsFact } from '../contract.ts'
import { addUse, type Binding, type Reaching, usesThrough } from '../uses-through.ts'

const REACHING: Reaching = {
  member: ['attribute'],
  dot: '\\.',
  assigned: {
    kinds: ['assignment', 'as_pattern'],
    pattern: (locals) => `^(\\w+)\\s*(?::[^=]+)?=\\s*(?:await\\s+)?(${locals})\\b`,
  },
}

const IMPORTS = {
  rule: {
    any: [
      { kind: 'import_statement' },
      { kind: 'import_from_statement' },
      { kind: 'call', regex: '^(?:importlib\\.import_module|import_module|__import__)\\s*\\(' },
    ],
  },
}

/** Imports of modules and of names from modules; relative ones are the project's own. */
export const pythonImports: ImportReader = (file) => {
  const root = file.tree()
  const facts: ImportsFact[] = []
  const bindings = new Map<string, Binding>()
  const add = (module: string, line: number): ImportFact => {
    const fact: ImportFact = { fact: 'import', ecosystem: 'pypi', module, line, uses: [] }
    facts.push(fact)
    return fact
  }
  for (const node of root.findAll(IMPORTS)) {
    const line = lineOf(node)
    if (node.kind() === 'call') {
      const text = /\(\s*["']([A-Za-z_][\w.]*)["']/.exec(node.text())?.[1]
      if (text) add(text, line)
      else if (!/\(\s*["']\./.test(node.text())) facts.push({ fact: 'unknowable', ecosystem: 'pypi', line })
      continue
    }
    const names = node
      .children()
      .filter((one) => one.kind() === 'dotted_name' || one.kind() === 'aliased_import')
    if (node.kind() === 'import_statement') {
      for (const one of names) {
        const [module = '', local] = one.text().split(/\s+as\s+/)
        const fact = add(module, line)
        // `import a.b` binds `a`; what follows is the module's own path.
        const [top = ''] = module.split('.')
        bindings.set(local ?? top, { fact, prefix: '' })
      }
      continue
    }
    const [from, ...taken] = names
    if (!from || node.children().some((one) => one.kind() === 'relative_import')) continue
    const fact = add(from.text(), line)
    for (const one of taken) {
      const [name = '', local = name] = one.text().split(/\s+as\s+/)
      addUse(fact, name, line)
      bindings.set(local, { fact, prefix: name })
    }
  }
  usesThrough(root, bindings, REACHING)
  return facts
}
