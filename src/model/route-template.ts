const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const NUMBER = /^\d+$/
const HEX = /^[0-9a-f]{12,}$/i
// Long runs of letters and digits mixed: tokens, hashes, base64 ids. Words and file names have no digits or a dot.
const OPAQUE = /^(?=.*\d)(?=.*[a-z])[A-Za-z0-9_-]{20,}$/i

const isId = (segment: string): boolean =>
  NUMBER.test(segment) || UUID.test(segment) || HEX.test(segment) || OPAQUE.test(segment)

/** As every tool would write it: without who signed in, and without the port that the scheme implies. */
const hostOf = (authority: string): string =>
  authority
    .replace(/^.*@/, '')
    .replace(/:(?:80|443)$/, '')
    .toLowerCase()

/**
 * The route behind a concrete URL: its path with ids replaced by `{id}`, without query and fragment; the host in lower
 * case in front when the URL has one. `https://Shop.example/orders/17?x=1` → `shop.example/orders/{id}`.
 */
export function routeTemplate(url: string): string {
  const [, host = '', path = ''] = /^(?:[a-z][a-z0-9+.-]*:\/\/([^/?#]*))?([^?#]*)/i.exec(url) ?? []
  const segments = path.split('/').map((segment) => (isId(segment) ? '{id}' : segment))
  return hostOf(host) + (segments.join('/').replace(/\/+$/, '') || '/')
}
