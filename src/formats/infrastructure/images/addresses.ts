/** An address that a setting holds: `postgres://u@db:5432/shop` → scheme `postgres`, host `db`, port 5432. */
export interface Address {
  scheme?: string
  host: string
  port?: number
}

// Each part is bounded, and no part can match what the next one begins with: the search stays linear.
const URL =
  /\b((?:jdbc:|r2dbc:)?[a-z][a-z0-9+]{1,20}):\/\/(?:[^\s/@'"]{1,200}@)?(\$?[A-Za-z0-9_.-]{1,253})(?::(\d{1,5}))?/g
const DSN = /@(?:tcp|udp)?\(?([A-Za-z0-9_.-]{1,253}):(\d{1,5})\)?/g
const HOST_PORT = /(?:^|[\s,;=@"'])([A-Za-z][A-Za-z0-9_.-]{0,253}):(\d{2,5})(?=$|[\s,;/"'])/g
const KEY_VALUE =
  /(?:^|[;\s])(?:host|server|data source|bootstrap[._]servers|addr)\s{0,3}=\s{0,3}([A-Za-z][A-Za-z0-9_.-]{0,253})/gi
const BARE = /^[A-Za-z][A-Za-z0-9_.-]{0,253}$/

/** Names of settings whose bare value is a host. */
const HOST_SETTING =
  /host|addr|url|uri|endpoint|server|broker|service|upstream|backend|target|domain|connection/i

const MOST = 50

/** The addresses in the value of a setting. `name` is the setting's own name: it tells whether a lone word is a host. */
export function addressesIn(value: string, name = ''): Address[] {
  const text = value.slice(0, 20_000)
  const found: Address[] = []
  const add = (host: string | undefined, port?: string, scheme?: string) => {
    // `-instances=…=tcp:5432` of Cloud SQL's proxy names a protocol, no host.
    if (
      !host ||
      found.length >= MOST ||
      /^(?:tcp|udp|unix)$/.test(host) ||
      /^\d+(\.\d+){3}$/.test(host) ||
      host.startsWith('$')
    )
      return
    if (found.some((one) => one.host === host && (!port || one.port === Number(port)))) return
    found.push({ host, ...(port ? { port: Number(port) } : {}), ...(scheme ? { scheme } : {}) })
  }
  for (const [, scheme, host, port] of text.matchAll(URL)) add(host, port, scheme)
  for (const [, host, port] of text.matchAll(DSN)) add(host, port)
  for (const [, host, port] of text.matchAll(HOST_PORT)) add(host, port)
  for (const [, host] of text.matchAll(KEY_VALUE)) add(host)
  if (found.length === 0 && BARE.test(text) && HOST_SETTING.test(name)) add(text)
  return found
}
