import { childrenOf, type Node } from '../syntax/xml.ts'

// Scripts write their structured output as `elem` and `table` elements with a `key`.

/** The text of the table's element `key`. */
export const elementOf = (table: Node | undefined, key: string): string | undefined =>
  childrenOf(table, 'elem')
    .find(({ attributes }) => attributes.key === key)
    ?.text.trim() || undefined

/** The texts in the table's table `key`. */
export const listOf = (table: Node, key: string): string[] =>
  childrenOf(
    childrenOf(table, 'table').find(({ attributes }) => attributes.key === key),
    'elem',
  ).map(({ text }) => text.trim())
