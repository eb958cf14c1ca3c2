/** SQL: a component as tools name it (`@babel/core`, `org.apache.shiro:shiro-core`); `c` is the alias of its row. */
export const componentName = (c: string): string =>
  `case when ${c}.namespace = '' then ${c}.name when ${c}.ecosystem = 'maven' then ${c}.namespace || ':' || ${c}.name
    else ${c}.namespace || '/' || ${c}.name end`

/**
 * SQL: how tools write a component, with its namespace or without, parted by commas; `c` is the alias of its row, `as` what is made of each.
 */
export const componentSpellings = (c: string, as = (name: string): string => name): string =>
  [`${c}.name`, `${c}.namespace || '/' || ${c}.name`, `${c}.namespace || ':' || ${c}.name`].map(as).join(', ')
