import type { SourceFile } from '../source/source-file.ts'

/** Hosts that are named to be read by people, or as names of formats, not to be called. */
const NOISE_HOSTS = new RegExp(
  `(?:^|\\.)(?:${[
    'example\\.(?:com|org|net|edu)',
    'test\\.com',
    'domain\\.com',
    'foo\\.com',
    'bar\\.com',
    'acme\\.com',
    'yourdomain\\.com',
    'mydomain\\.com',
    'company\\.com',
    'localhost',
    'local',
    'test',
    'example',
    'invalid',
    'internal',
    'localdomain',
    'svc',
    'cluster\\.local',
    'w3\\.org',
    'w3schools\\.com',
    'schema\\.org',
    'json-schema\\.org',
    'schemastore\\.org',
    'xmlsoap\\.org',
    'openxmlformats\\.org',
    'purl\\.org',
    'xml\\.org',
    'oasis-open\\.org',
    'ietf\\.org',
    'rfc-editor\\.org',
    'iana\\.org',
    'unicode\\.org',
    'whatwg\\.org',
    'ecma-international\\.org',
    'iso\\.org',
    'ogp\\.me',
    'xmlns\\.com',
    'sitemaps\\.org',
    'springframework\\.org',
    'jboss\\.org',
    'jcp\\.org',
    'hibernate\\.org',
    'openid\\.net',
    'spdx\\.org',
    'opensource\\.org',
    'creativecommons\\.org',
    'gnu\\.org',
    'apache\\.org',
    'eclipse\\.org',
    'mozilla\\.org',
    'mit-license\\.org',
    'wikipedia\\.org',
    'wikimedia\\.org',
    'stackoverflow\\.com',
    'stackexchange\\.com',
    'medium\\.com',
    'dev\\.to',
    'youtube\\.com',
    'youtu\\.be',
    'vimeo\\.com',
    'goo\\.gl',
    'bit\\.ly',
    'git\\.io',
    't\\.co',
    'aka\\.ms',
    'man7\\.org',
    'owasp\\.org',
    'mitre\\.org',
    'cve\\.org',
    'nist\\.gov',
    'npmjs\\.com',
    'npmjs\\.org',
    'pypi\\.org',
    'python\\.org',
    'pythonhosted\\.org',
    'rubygems\\.org',
    'golang\\.org',
    'go\\.dev',
    'godoc\\.org',
    'nodejs\\.org',
    'jquery\\.com',
    'reactjs\\.org',
    'react\\.dev',
    'vuejs\\.org',
    'angular\\.io',
    'angular\\.dev',
    'nextjs\\.org',
    'tailwindcss\\.com',
    'typescriptlang\\.org',
    'eslint\\.org',
    'babeljs\\.io',
    'webpack\\.js\\.org',
    'prettier\\.io',
    'mui\\.com',
    'php\\.net',
    'symfony\\.com',
    'laravel\\.com',
    'ruby-lang\\.org',
    'rubyonrails\\.org',
    'djangoproject\\.com',
    'maven\\.org',
    'gradle\\.org',
    'nuget\\.org',
    'crates\\.io',
    'docs\\.rs',
    'rust-lang\\.org',
    'kernel\\.org',
    'debian\\.org',
    'ubuntu\\.com',
    'alpinelinux\\.org',
    'docker\\.com',
    'docker\\.io',
    'kubernetes\\.io',
    'k8s\\.io',
    'helm\\.sh',
    'terraform\\.io',
    'readthedocs\\.io',
    'readthedocs\\.org',
    'github\\.io',
    'gitbook\\.io',
    'gitbooks\\.io',
    'mkdocs\\.org',
    'swagger\\.io',
    'openapis\\.org',
    'graphql\\.org',
    'grpc\\.io',
    'jwt\\.io',
    'semver\\.org',
    'keepachangelog\\.com',
    'travis-ci\\.org',
    'travis-ci\\.com',
    'codecov\\.io',
    'coveralls\\.io',
    'shields\\.io',
    'badge\\.fury\\.io',
    'placeholder\\.com',
    'placehold\\.it',
    'placehold\\.co',
    'via\\.placeholder\\.com',
    'picsum\\.photos',
    'unsplash\\.com',
    'gravatar\\.com',
    'lorempixel\\.com',
    'httpbin\\.org',
    'jsonplaceholder\\.typicode\\.com',
    'reqres\\.in',
    'feross\\.org',
    'patreon\\.com',
    'opencollective\\.com',
    'tidelift\\.com',
  ].join('|')})$`,
)
/** Sites where only some addresses are interfaces. */
const SITES =
  /^(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|google\.com|microsoft\.com|apple\.com|facebook\.com|twitter\.com|x\.com|linkedin\.com|instagram\.com|reddit\.com|amazon\.com|android\.com|gmail\.com|adobe\.com|oracle\.com|ibm\.com|raw\.githubusercontent\.com|gist\.github\.com|discord\.gg|slack\.com|twitch\.tv|pinterest\.com|tiktok\.com)$/
const DOCS =
  /^(?:docs?|developers?|help|support|blog|learn|wiki|community|forum|status|manual|kb|guides?|training|careers|tutorials?|spec|specs|schemas?|json|xmlns|ns|purl|tools|datatracker|img|images|fonts|www\.w3|spring)\./
const INTERFACE =
  /^(?:api|apis|rest|graphql|hooks?|webhooks?|auth|login|oauth2?|accounts|identity|sso|ingest|events?|collector?|telemetry|metrics|logs?|track(?:ing)?|analytics|push|sqs|s3|storage|queue|gateway|graph|ws|wss|stream|smtp|mail|sms|payments?|pay|checkout|data|search|maps?|geo|rpc|mainnet|app|sandbox|secure|services?)[.\d-]|[.-]api\.|\.amazonaws\.com$|\.azure\.com$|\.windows\.net$|\.googleapis\.com$|\.cloudfunctions\.net$|\.execute-api\./
const INTERFACE_PATH =
  /^\/(?:[\w.-]+\/){0,3}(?:api|apis|v\d+(?:\.\d+)?|oauth2?|graphql|rest|rpc|webhooks?|hooks|services|token|authorize|siteverify|ingest|collect)(?:[/?"'`.]|$)/i
const CALLED =
  /\b(?:fetch|axios|request|requests|http|https|httpx|got|ky|superagent|client|RestTemplate|WebClient|HttpClient|urlopen|curl|Faraday|HTTParty|Guzzle|RestClient|NewRequest)\b\s*[.(]/i
const NAMED =
  /\b\w*(?:base_?url|api_?url|endpoint|webhook|host|server_?url|service_?url|issuer|authority|gateway|api_?base|api_?root)\w*["']?\s*[:=(]|\b(?:URL|URI|url|uri)\b["']?\s*[:=(]/i
/** Names that stand for one of the reader's own. */
const STANDS_FOR = /(?:^|[.-])(?:your|my|some|sample|dummy|fake|mock|placeholder|changeme)(?:-|[a-z]*\.)/
const LINKED =
  /(?:href|src|xmlns(?::\w+)?|xlink|schemaLocation|homepage|license|@see|@link|documentation|docs_?url|help_?url|moreInfo|link|\$schema|\$id|author|repository|bugs|funding)["']?\s*[=:]\s*[{(]?\s*["'`]?$/i

const URL =
  /["'`](?:https?|wss?|amqps?|mqtts?|grpcs?):\/\/(?:[^\s"'`@/]{1,80}@)?([A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,18})(?::\d{1,5})?([/?][^\s"'`]{0,120})?/g
const CONFIGURED =
  /^[ \t]*[\w.-]*(?:(?:api|base|auth|service|server|client|callback|token|jwks|public|backend)[\w-]*[._-]?ur[il]|host|endpoint|issuer|webhook)[\w.-]*["']?[ \t]*[:=][ \t]*["']?(?:https?:\/\/)?([A-Za-z0-9](?:[A-Za-z0-9-]*\.)+[A-Za-z]{2,18})(?::\d{1,5})?([/?][^\s"'`]{0,120})?[ \t"',]*$/gim
const HOST =
  /\b\w{0,40}(?:host|hostname|domain|endpoint|server)["']?\s{0,4}[:=]\s{0,4}["'`]([a-z0-9](?:[a-z0-9-]*\.)+[a-z]{2,18})["'`]/gi

export interface FoundHost {
  host: string
  offset: number
}

/** Whether text in code names hosts at all. */
export const NAMES_HOSTS = /:\/\/|host|endpoint|domain/i

/** Hosts of others that a file's texts name to talk to. Names of formats, documents, links and examples are left out. */
export function hostsOf(file: SourceFile, config: boolean): FoundHost[] {
  const { text } = file
  const found = new Map<string, number>()
  const take = (host: string, path: string | undefined, offset: number, sure: boolean) => {
    const name = host.toLowerCase()
    if (!found.has(name) && isInterface(name, path ?? '', text, offset, sure)) found.set(name, offset)
  }
  for (const match of text.matchAll(URL)) take(match[1] as string, match[2], match.index, false)
  if (config)
    for (const match of text.matchAll(CONFIGURED))
      take(match[1] as string, match[2], match.index + match[0].length - match[0].trimStart().length, true)
  else
    for (const match of text.matchAll(HOST))
      if (!isFileName(match[1] as string)) take(match[1] as string, '', match.index, true)
  return [...found].map(([host, offset]) => ({ host, offset }))
}

/** Endings that are those of files, packages and properties, not of domains. */
const isFileName = (host: string): boolean =>
  /\.(?:js|ts|py|rb|go|java|json|ya?ml|html?|css|xml|txt|md|sh|php|cs|name|value|host|hostname|domain|server|url|id|key|length|default|local|svc|config|properties|request|response|path|port|get|set|push)$/i.test(
    host,
  )

function isInterface(host: string, path: string, text: string, offset: number, sure: boolean): boolean {
  if (
    host.length > 120 ||
    /^[\d.]+$/.test(host) ||
    NOISE_HOSTS.test(host) ||
    DOCS.test(host) ||
    STANDS_FOR.test(host)
  )
    return false
  const start = Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - 200)
  const before = text.slice(start, offset)
  if (/^\s*(?:\/\/|\*|#|<!--)/.test(before) || LINKED.test(before)) return false
  if (SITES.test(host)) return INTERFACE_PATH.test(path)
  return (
    INTERFACE.test(host) ||
    INTERFACE_PATH.test(path) ||
    sure ||
    ((CALLED.test(before) || (NAMED.test(before) && !host.startsWith('www.'))) &&
      !/\.(?:html?|pdf|png|svg|jpe?g|md)(?:$|[?#])/.test(path))
  )
}
