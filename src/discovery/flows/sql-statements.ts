/** A table that a statement in code reads or writes. */
export interface TableUse {
  table: string
  way: 'reads' | 'writes'
  offset: number
  says: string
}

// The beginning of a text or of a here-document, then a statement: so that prose with such words in it is not taken for one.
const STATEMENT =
  /(["'`]|<<[~-]?["']?\w*SQL\w*["']?)\s*(select\b|insert\s+(?:ignore\s+)?into\b|update\b|delete\s+from\b|merge\s+into\b|replace\s+into\b|with\s+\w+\s+as\b)((?:(?!\1)[\s\S]){1,4000})/gi
const NAME = '((?:["`[]?[a-z_]\\w*["`\\]]?\\.)?["`[]?[a-z_]\\w*["`\\]]?)'
const WRITTEN: readonly [RegExp, RegExp][] = [
  [/^(?:insert|replace|merge)/i, new RegExp(`^\\s*${NAME}`, 'i')],
  [/^update/i, new RegExp(`^\\s*(?:only\\s+)?${NAME}(?:\\s+(?:as\\s+)?\\w+)?\\s+set\\b`, 'i')],
  [/^delete/i, new RegExp(`^\\s*(?:only\\s+)?${NAME}`, 'i')],
]
const READ = new RegExp(`\\b(?:from|join)\\s+(?:only\\s+|fetch\\s+)?${NAME}`, 'gi')
/** Words that follow “from” and “into” in sentences, and what statements themselves have there. */
const NO_TABLE =
  /^(?:a|an|the|this|that|your|our|my|their|his|her|its|each|all|any|one|here|there|it|us|you|me|and|or|select|where|set|values|lateral|unnest|dual|generate_series|information_schema|pg_catalog|excluded|now|fetch|outer|inner|left|right|cross|treat)$/i
const MOST = 20

/** Tables that statements in texts of code read and write, each once for every statement. Names are without schema and quotes. */
export function tablesUsed(text: string): TableUse[] {
  const found: TableUse[] = []
  for (const { index, 2: verb = '', 3: own = '' } of text.matchAll(STATEMENT)) {
    const written = WRITTEN.find(([begin]) => begin.test(verb))?.[1].exec(own)?.[1]
    const names = new Map<string, 'reads' | 'writes'>()
    if (written) names.set(plain(written), 'writes')
    if (/^(?:select|with|insert|merge|delete|update)/i.test(verb))
      for (const [, name = ''] of own.matchAll(READ))
        if (!names.has(plain(name))) names.set(plain(name), 'reads')
    const temporary = new Set(
      [...`${verb}${own}`.matchAll(/\b(\w+)\s+as\s*\(/gi)].map(([, name = '']) => name),
    )
    for (const [table, way] of names)
      if (table && !NO_TABLE.test(table) && !temporary.has(table) && found.length < MOST * 50)
        found.push({
          table,
          way,
          offset: index,
          says: `${verb.toLowerCase().replace(/\s+/g, ' ')} … ${table}`,
        })
  }
  return found
}

const plain = (name: string): string => (name.split('.').at(-1) ?? '').replace(/["`[\]]/g, '')
