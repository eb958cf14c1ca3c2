/** Most templates that one path becomes: every optional part doubles them. */
const MOST = 8

/**
 * Templates of a path as Express (4 and 5) and Koa's router write it: `:id` and `:id(\\d+)` → `{id}`, `:id?` and `{/:id}` → with and
 * without it, `*` and `*rest` → `{*rest}`. Source: https://github.com/pillarjs/path-to-regexp
 */
export function expressTemplates(path: string): string[] {
  return withAndWithout(path.slice(0, 1000)).map((one) =>
    one
      .replace(/:([A-Za-z_$][\w$]*)(?:\((?:[^()\\]|\\.|\([^()]*\))*\))?[+*]?/g, '{$1}')
      .replace(/(^|\/)\(\.\*\)/g, '$1{*path}')
      .replace(/\*([A-Za-z_$][\w$]*)/g, '{*$1}')
      .replace(/(^|[^{])\*/g, '$1{*path}'),
  )
}

function withAndWithout(path: string): string[] {
  let found = [path]
  for (let round = 0; found.length < MOST && round < 4; round++) {
    const next = found.flatMap((one) => {
      const group = /\{(\/?[^{}*]*:[^{}]*|\/[^{}]*)\}/.exec(one)
      if (group) return [one.replace(group[0], ''), one.replace(group[0], group[1] as string)]
      const optional = /[/.-]?:[A-Za-z_$][\w$]*(?:\((?:[^()\\]|\\.)*\))?\?/.exec(one)
      return optional
        ? [one.replace(optional[0], ''), one.replace(optional[0], optional[0].slice(0, -1))]
        : [one]
    })
    if (next.length === found.length) break
    found = next
  }
  return found.slice(0, MOST)
}
