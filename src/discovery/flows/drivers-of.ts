import { storeOfScheme } from '../../formats/infrastructure/images/stores.ts'
import type { SourceFile } from '../source/source-file.ts'
import { lookupOf, packagesOf } from '../third-parties/packages-of.ts'
import type { Driver } from './contract.ts'
import { STORE_PACKAGES } from './store-packages.ts'

const storeOf = lookupOf(STORE_PACKAGES)

/** Settings of frameworks that name a product, and addresses; first group is the product's word or the scheme. */
const WORDS: readonly RegExp[] = [
  /\bdjango\.db\.backends\.(postgresql|mysql|sqlite3|oracle)\b/g,
  /^[ \t]*adapter:[ \t]*["']?(postgresql|mysql2|sqlite3|sqlserver|trilogy)\b/gm,
  /^[ \t]*provider[ \t]*=[ \t]*"(postgresql|mysql|sqlite|sqlserver|mongodb|cockroachdb)"/gm,
  /\b((?:jdbc:|r2dbc:)?(?:postgres(?:ql)?(?:\+\w+)?|mysql2?(?:\+\w+)?|mariadb|mongodb(?:\+srv)?|redis|sqlserver|sqlite|oracle))(?::\/\/|:@)/g,
]
const PRODUCTS: Readonly<Record<string, string>> = {
  sqlite3: 'sqlite',
  sqlite: 'sqlite',
  mysql2: 'mysql',
  trilogy: 'mysql',
  sqlserver: 'sqlserver',
  oracle: 'oracle',
  cockroachdb: 'cockroachdb',
  'mongodb+srv': 'mongodb',
}

/** Databases that a file says it talks to, each once: by the client that it imports, by a setting, by an address. */
export function driversOf(file: SourceFile): Driver[] {
  const found = new Map<string, Driver>()
  const add = (engine: string, offset: number, says: string, by: Driver['by']): void => {
    if (!found.has(engine)) found.set(engine, { type: 'driver', engine, line: file.lineAt(offset), says, by })
  }
  for (const named of packagesOf(file)) {
    const store = storeOf(named)
    if (store) add(store.engine, named.offset, named.name, named.by === 'import' ? 'code' : 'manifest')
  }
  for (const pattern of WORDS)
    for (const { index, 1: word = '' } of file.text.matchAll(pattern)) {
      const engine = PRODUCTS[word.replace(/^(?:jdbc|r2dbc):/, '')] ?? storeOfScheme(word)?.engine
      if (engine) add(engine, index, word, 'address')
    }
  return [...found.values()]
}
