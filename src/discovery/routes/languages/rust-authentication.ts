/** Types that a handler takes only from those who are logged in, by the words in their names. */
const ASKS =
  /^(\w*Claims?|Auth(?!or(?!i))\w*|\w+Auth(enticated)?(User|Session|Guard|Token)?|\w*Jwt\w*|Bearer\w*|Identity|\w*Principal|\w*ApiKey|AccessToken|Require\w+|(Current|LoggedIn|Admin|Verified|Local|Active|Authenticated|Session)\w*User\w*|\w*AdminUser|AdminGuard|GuardedData|Log(ged)?In(Required)?|UserGuard|AuthGuard|permissions?|\w+Permission)$/
const ASKS_NOT =
  /^(Maybe|Opt)|Optional|(Config|Service|State|Store|Repo\w*|Request|Response|Payload|Error|Body|Params|Input|Provider|Manager|Client|Data|Query|Form|Backend|Settings|Layer)$/
/** Words of layers and middleware. */
const LAYERS =
  /auth|jwt|bearer|require_?(user|admin|login|session|token|scope|role|permission|valid)|login_required|permission|(?:api|admin|master|service)_?key|verify_?(token|user|session|key)|(user|session|token|admin|login)_?(required|only|guard|middleware)|protect|\bsecure[d_]|keycloak|oidc/i
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

/** Names of functions that a handler asks itself who calls. */
const ASKING =
  /^(authenticate\w*|\w*(?:user|session|claims|identity|principal|moderator|admin|owner|auth)\w*_from_(?:headers?|req(?:uest)?|session|jwt|token|cookies?|bearer\w*|auth\w*)|require_\w*(?:auth|user|login|session|admin|permission|scope)\w*|(?:check|verify|validate|ensure)_(?:auth\w*|login|logged_in|session|permissions?|access|admin))$/
// Parentheses in parentheses, as deep as arguments go.
const INSIDE = String.raw`(?:[^()]|\((?:[^()]|\([^()]{0,400}\)){0,400}\)){0,1000}`
const CALLS = new RegExp(
  String.raw`\b((?:\w+::)*[a-z]\w*)\((${INSIDE})\)((?:\s*\.\s*\w+(?:\(${INSIDE}\))?){0,6}\s*\??)`,
  'g',
)
const REQUEST =
  /(?:^|,)\s*&?(?:mut )?(?:\w+\.)?(?:req|request|headers|session|identity|cookies|jar|parts)(?:\.\w+\(\))?\s*(?:,|$)/
const REQUEST_WORD = /\b(?:req|request|headers|session|identity|cookies|jar|parts)\b/
const GOES_ON = /\.\s*(?:ok|unwrap_or\w*|or_else|or)\(/
// A handler hands on to one or two; more are readers of the request.
const MOST_HANDED = 8

/**
 * What a function's body does with the request. `asks`: the call by which strangers are turned away, `user_from_headers(&req).await?` (with
 * `.ok()` they are not). `through`: functions that it hands the request on to, `v3::users::edit(req, …).await`.
 */
export function requestGoesTo(body: string): { asks?: string; through: string[] } {
  const through: string[] = []
  if (!REQUEST_WORD.test(body)) return { through }
  for (const [, path = '', given = '', behind = ''] of body.matchAll(CALLS)) {
    if (!REQUEST.test(given) || GOES_ON.test(behind)) continue
    const asks = ASKING.test(path.replace(/^.*::/, ''))
    if (asks && behind.endsWith('?')) return { asks: path.replace(/^.*::/, ''), through: [] }
    if (!asks && through.length < MOST_HANDED) through.push(path.replaceAll('::', '.'))
  }
  return { through }
}

/** What a layer or middleware is called, when that shows that it asks for authentication. */
export function layerSays(text: string): string | undefined {
  const short = text.replace(/\s+/g, ' ').slice(0, 300)
  if (!LAYERS.test(short) || LAYERS_NOT.test(short)) return undefined
  const words = short.match(/[\w:]+/g) ?? []
  return (words.find((one) => LAYERS.test(one)) ?? short).slice(0, 80)
}

/** utoipa's `security(("cookie" = []))`: one of these is needed; an empty `()` among them says that it goes without. */
export function securityOf(text: string): string | undefined {
  const list = /\bsecurity\(\s*((?:\([^()]*\)[\s,]*)+)\)/.exec(text)?.[1]
  const needs = [...(list ?? '').matchAll(/\(([^()]*)\)/g)].map(([, one = '']) => /"([^"]+)"/.exec(one)?.[1])
  return needs.length > 0 && needs.every(Boolean) ? `security ${needs.join(' or ')}` : undefined
}

const TURNS_AWAY =
  /\bUNAUTHORIZED\b|\b[uU]n(?:authori[sz]ed|authenticated)\b|\b401\b|\bNotAuthenticated\b|\bFORBIDDEN\b/

/** Extractors of a file that turn those away who are not known: `impl FromRequestParts<S> for Caller`. */
export const extractorsThatGuard = (text: string): { name: string; at: number }[] =>
  [
    ...text.matchAll(/^([ \t]*)impl\b[^{\n]*?\bFromRequest(?:Parts)?\b[^{]*?\bfor\s+(?:\w+::)*(\w+)/gm),
  ].flatMap((found) => {
    const end = text.indexOf(`\n${found[1]}}`, found.index)
    const body = text.slice(found.index, end < 0 ? text.length : end)
    return TURNS_AWAY.test(body) ? [{ name: found[2] as string, at: found.index + found[0].length }] : []
  })

/** Types that a handler takes as they come, which may be extractors of the project's own. */
export const takenBy = (signature: string): string[] =>
  [...signature.replace(/->[\s\S]*$/, '').matchAll(/:\s*(?:\w+::)*([A-Z]\w*)\s*(?=[,)]|<|$)/g)]
    .map(([, name = '']) => name)
    .filter(
      (name) =>
        !/^(?:Option|Result|State|Data|Json|Form|Query|Path|Extension|Arc|String|HttpRequest|Request)$/.test(
          name,
        ),
    )
    .slice(0, MOST_HANDED)
