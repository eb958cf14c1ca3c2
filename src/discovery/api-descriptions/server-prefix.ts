import { list, mapping, text } from './structured-document.ts'

/**
 * Path that stands in front of every path: that of relative servers, or of absolute ones when all have the same. Variables are filled
 * with their defaults; a step without one is left out.
 */
export function serverPrefix(servers: unknown): string {
  const paths = new Set(
    list(servers).flatMap((raw) => {
      const server = mapping(raw)
      const url = text(server.url)
      return url === undefined ? [] : [pathOf(url, mapping(server.variables))]
    }),
  )
  const [only, another] = paths
  return only !== undefined && another === undefined ? only : ''
}

function pathOf(url: string, variables: Record<string, unknown>): string {
  const path = url.replace(/^(?:[a-z][a-z+.-]*:)?\/\/[^/]*/i, '').replace(/[?#].*$/, '')
  // `{scheme}://…` and `{server}/v1`: what stands in front is an address.
  const own = /^\{[^}]+\}(?::\/\/[^/]*)?(?=\/|$)/.test(path)
    ? path.replace(/^\{[^}]+\}(?::\/\/[^/]*)?/, '')
    : path
  const steps = own.split('/').map((step) => {
    const filled = step.replace(/\{([^}]+)\}/g, (_, name: string) => {
      const value = text(mapping(variables[name]).default)
      return value && /^[\w./-]*$/.test(value) ? value : '\0'
    })
    return filled.includes('\0') ? '' : filled
  })
  const joined = steps
    .join('/')
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
  return joined === '' || joined.startsWith('/') ? joined : `/${joined.replace(/^\.\/?/, '')}`
}
