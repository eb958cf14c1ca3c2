import { lineOf } from '../../syntax/line-of.ts'
import type { ImportReader, ImportsFact } from '../contract.ts'
import { addUse } from '../uses-through.ts'

const REQUIRES = { rule: { kind: 'call', regex: '^(?:require[ (]|Bundler\\.require\\b|Bundler\\.setup\\b)' } }
const CONSTANTS = {
  rule: {
    any: [
      { kind: 'call', regex: '^[A-Z]\\w*(?:::[A-Z]\\w*)*(?:\\.|::)\\w+' },
      { kind: 'scope_resolution', regex: '^[A-Z]\\w*(?:::[A-Z]\\w*)+$' },
    ],
  },
}

/**
 * `require`, and the constants that are named: with Bundler, which loads all gems, only those tell. A constant is a module `::Name`.
 */
export const rubyImports: ImportReader = (file) => {
  const root = file.tree()
  const facts: ImportsFact[] = []
  for (const node of root.findAll(REQUIRES)) {
    const line = lineOf(node)
    const text = node.text()
    if (text.startsWith('Bundler.require')) facts.push({ fact: 'all', ecosystem: 'gem', line })
    if (text.startsWith('Bundler')) continue
    const name = /^require[ (]+["']([\w./-]+)["']/.exec(text)?.[1]
    if (name && !name.startsWith('.'))
      facts.push({ fact: 'import', ecosystem: 'gem', module: name, line, uses: [] })
    else if (!name && !/__dir__|__FILE__|Rails\.root|File\./.test(text))
      facts.push({ fact: 'unknowable', ecosystem: 'gem', line })
  }
  const constants = new Map<string, Extract<ImportsFact, { fact: 'import' }>>()
  for (const node of root.findAll(CONSTANTS)) {
    const named = /^([A-Z]\w*)((?:::[A-Z]\w*)*)(?:(?:\.|::)(\w+))?/.exec(node.text())
    const [, top = '', inner = '', method] = named ?? []
    const line = lineOf(node)
    const fact = constants.get(top) ?? {
      fact: 'import' as const,
      ecosystem: 'gem' as const,
      module: `::${top}`,
      line,
      uses: [],
    }
    constants.set(top, fact)
    addUse(fact, [top, ...inner.split('::'), method].filter(Boolean).join('.'), line)
  }
  return [...facts, ...constants.values()]
}
