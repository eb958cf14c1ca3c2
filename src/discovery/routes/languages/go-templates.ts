/** `/users/:id/*rest` as `/users/{id}/{*rest}`: Gin, Echo, Fiber. Fiber's `:id?` and `:id<int>` lose what follows the name. */
export const colonTemplate = (path: string): string =>
  path
    .replace(/:(\w+)(?:<[^>/]*>)?\??/g, '{$1}')
    .replace(/(^|\/)[*+](\w*)$/, (_, slash: string, name: string) => `${slash}{*${name || 'path'}}`)

/** `/users/{id:[0-9]{2}}/*` as `/users/{id}/{*path}`: Chi, gorilla/mux. */
export function braceTemplate(path: string): string {
  let [out, depth, skipping] = ['', 0, false]
  for (const one of path) {
    if (one === '{') depth++
    if (one === '}') depth--
    if (depth === 0) skipping = false
    else if (depth === 1 && one === ':') skipping = true
    if (!skipping) out += one
  }
  return out.replace(/\*$/, '{*path}')
}
