/** A name of one word by which code or a proxy's settings call something in its own network: `order-service`. */
export interface CalledHost {
  host: string
  offset: number
  /** 0–1: how sure the words around it make that it is called. */
  confidence: number
}

// One word as DNS has it within a network, optionally with its namespace and the cluster's own suffix behind it.
const HOST = '([a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)'
const INSIDE = String.raw`(?:\.(?!com\b|org\b|net\b|io\b|dev\b|app\b|ai\b|co\b)[a-z0-9-]{1,63}(?:\.svc(?:\.cluster\.local)?)?)?`
const END = String.raw`(?=[:/"'\x60\s;,)?#$}<]|$)`

/** Ways to write whom one calls; the first group that matched is the host. Each part is bounded, so the search stays linear. */
const WAYS: readonly { pattern: RegExp; confidence: number }[] = [
  // nginx: `proxy_pass http://orders:3000;`, `fastcgi_pass php:9000;`; Caddy: `reverse_proxy api:8080`.
  {
    pattern: new RegExp(
      `^[ \\t]*(?:(?:proxy|fastcgi|uwsgi|grpc|scgi)_pass|reverse_proxy|ProxyPass\\s+\\S{1,200})\\s+(?:[a-z]{2,8}://)?${HOST}${INSIDE}${END}`,
      'gm',
    ),
    confidence: 0.85,
  },
  // nginx: `upstream x { server orders:3000; }`; HAProxy: `server one orders:3000 check`.
  {
    pattern: new RegExp(`^[ \\t]*server\\s+(?:[\\w.-]{1,80}\\s+)?${HOST}${INSIDE}:\\d{2,5}\\b`, 'gm'),
    confidence: 0.85,
  },
  // Envoy: `socket_address: { address: orders`.
  { pattern: new RegExp(`\\baddress:[ \\t]{1,4}"?${HOST}"?[ \\t]*(?:,|$)`, 'gm'), confidence: 0.8 },
  // `http://orders:8080/…`, `lb://orders`, with only the namespace and the cluster's suffix behind the name.
  {
    pattern: new RegExp(
      `\\b(?:https?|grpcs?|lb|wss?|mongodb|postgres(?:ql)?|mysql|mariadb|redis|amqps?|nats|kafka)://(?:[^\\s/@'"]{1,100}@)?${HOST}${INSIDE}${END}`,
      'g',
    ),
    confidence: 0.7,
  },
  // `spring.redis.host=cache`, `host: cache` in settings, `{ host: 'cache', port: 6379 }` in code.
  {
    pattern: new RegExp(
      `\\b(?:host|hostname|hosts|addresses|server)["']?[ \\t]{0,4}[:=][ \\t]{0,4}(?:${HOST}[ \\t]{0,4}$|["']${HOST}["'])`,
      'gm',
    ),
    confidence: 0.75,
  },
  // Spring: `@FeignClient("orders")`, `@FeignClient(name = "orders")`.
  {
    pattern: new RegExp(`@FeignClient\\(\\s*(?:(?:name|value)\\s*=\\s*)?"${HOST}"`, 'g'),
    confidence: 0.75,
  },
  // What a setting is when nobody sets it: `getenv("CART_HOST", "cart")`, `process.env.CART_HOST || 'cart'`.
  {
    pattern: new RegExp(
      `(?:HOST|ADDR|URL|URI|ENDPOINT|SERVICE|SERVER|host|addr|url)[A-Za-z0-9_]{0,30}["'\\])]{0,3}\\s*(?:,|\\|\\||\\?\\?|\\?:|:-)\\s*["'\`]${HOST}(?::\\d{2,5})?["'\`]`,
      'g',
    ),
    confidence: 0.65,
  },
  // `"orders:3550"`, as clients of gRPC take it.
  { pattern: new RegExp(`["'\`]${HOST}${INSIDE}:\\d{2,5}["'\`]`, 'g'), confidence: 0.6 },
]

/** Cheap test of a text before the patterns above are tried. */
export const NAMES_HOST =
  /:\/\/(?:\S{1,100}@)?[a-z][a-z0-9-]+[.:/"'`]|_pass\s|reverse_proxy|ProxyPass|FeignClient|(?:HOST|ADDR|URL|URI|ENDPOINT|SERVICE|SERVER|host|addr|url)\w{0,30}["'\])]{0,3}\s*(?:,|\|\||\?\?|:-)|:\d{2,5}["'`]|\bserver\s|\bhost(?:name|s)?["']?\s*[:=]|\baddress:/

// `  # proxy_pass …`, `// http://…`: what is commented out calls nobody.
const COMMENTED = /^\s*(?:#|\/\/|\*|<!--|--|;)/

const MOST = 200

/** Whom a text calls by names of one word. Most of these names are nothing; they count once something of that name runs beside. */
export function hostsIn(text: string): CalledHost[] {
  const found = new Map<string, CalledHost>()
  for (const { pattern, confidence } of WAYS)
    for (const match of text.matchAll(pattern)) {
      const host = (match[1] ?? match[2]) as string
      if (found.size >= MOST || (found.get(host)?.confidence ?? 0) >= confidence) continue
      const start = text.lastIndexOf('\n', match.index) + 1
      if (COMMENTED.test(text.slice(start, start + 200))) continue
      found.set(host, { host, offset: match.index + match[0].indexOf(host), confidence })
    }
  return [...found.values()]
}
