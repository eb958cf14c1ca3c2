/** SQL: a component as tools name it (`@babel/core`, `org.apache.shiro:shiro-core`); `c` is the alias of its row. */
export const componentName = (c: string): string =>
  `case when ${c}.namespace = '' then ${c}.name when ${c}.ecosystem = 'maven' then ${c}.namespace || ':' || ${c}.name
    else ${c}.namespace || '/' || ${c}.name end`
