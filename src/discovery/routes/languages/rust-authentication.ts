/** Types that a handler takes only from those who are logged in, by the words in their names. */
const ASKS =
  /^(\w*Claims?|Auth(?!or(?!i))\w*|\w+Auth(enticated)?(User|Session|Guard|Token)?|\w*Jwt\w*|Bearer\w*|Identity|\w*Principal|\w*ApiKey|AccessToken|Require\w+|(Current|LoggedIn|Admin|Verified|Local|Active|Authenticated|Session)\w*User\w*|\w*AdminUser|AdminGuard|GuardedData|Log(ged)?In(Required)?|UserGuard|AuthGuard|permissions?|\w+Permission)$/
const ASKS_NOT =
  /^(Maybe|Opt)|Optional|(Config|Service|State|Store|Repo\w*|Request|Response|Payload|Error|Body|Params|Input|Provider|Manager|Client|Data|Query|Form|Backend|Settings|Layer)$/
/** Words of layers and middleware. */
const LAYERS =
  /auth|jwt|bearer|require_?(user|admin|login|session|token|scope|role|permission|valid)|login_required|permission|api_?key|verify_?(token|user|session|key)|(user|session|token|admin|login)_?(required|only|guard|middleware)|protect|\bsecure[d_]|keycloak|oidc/i
const LAYERS_NOT = /optional|maybe_?auth|no_?auth|csrf|author(?!i[sz])|AuthManagerLayer|oauth_?callback/i

/** The extractor in a function's signature that shows that it asks who calls. */
export function extractorSays(signature: string): string | undefined {
  // What holds state, bodies or optional things says nothing.
  const plain = signature
    .slice(signature.indexOf('(') + 1)
    .replace(/->[\s\S]*$/, '')
    .replace(
      /\b(?:State|Data|Json|Form|Query|Path|Option|Arc|ThinData)<(?:[^<>]|<(?:[^<>]|<[^<>]*>)*>)*>/g,
      '',
    )
  for (const [, path = ''] of plain.matchAll(/:\s*&?((?:\w+::)*\w+(?:<[^,)]*)?)/g)) {
    const names = path.split(/::|[<>\s]/).filter(Boolean)
    const asks = names.find((one) => ASKS.test(one) && !ASKS_NOT.test(one))
    if (asks) return asks
  }
  return undefined
}

/** What a layer or middleware is called, when that shows that it asks for authentication. */
export function layerSays(text: string): string | undefined {
  const short = text.replace(/\s+/g, ' ').slice(0, 300)
  if (!LAYERS.test(short) || LAYERS_NOT.test(short)) return undefined
  const words = short.match(/[\w:]+/g) ?? []
  return (words.find((one) => LAYERS.test(one)) ?? short).slice(0, 80)
}
