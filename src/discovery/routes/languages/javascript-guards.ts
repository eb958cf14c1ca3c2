import type { SgNode } from '@ast-grep/napi'
import { lenientIn } from './javascript-lenient-guards.ts'
import {
  argumentsOf,
  calleeOf,
  isFunction,
  itemsOf,
  kindOf,
  literalText,
  propertyOf,
} from './javascript-nodes.ts'

/**
 * Words in the name of a middleware, guard or decorator that tell of authentication or of what needs it. A name is taken apart at its
 * capitals: `requireLogin` is `require login`.
 */
const TELLS =
  /\b(?:auth|authed|authn|authz|oauth2?|sso|authenticat(?:e|es|ed|ion|or)|authori[sz](?:e|es|ed|ation|er)|passport|jwt|bearer|protect(?:ed|or)?|secured?|logged ?in|signed ?in|log ?in required|(?:require|ensure|check|verify|validate|needs?|must|only|is|has|with|assert)\w* (?:\w+ )?(?:log ?in|sign ?in|session|tokens?|user|users|admin|owner|roles?|permissions?|scopes?|access|account|credentials|api ?key|member|privileges?|identity|secret)|(?:roles?|permissions?|scopes?) (?:required|check|guard)|(?:admin|user|token|session|api ?key) (?:required|only|guard|check)|api ?key(?: \w+)?|acl|rbac|permissions?|roles|admin|clerk|access control|keycloak|can(?: activate| access)?|guard|grant|allow if|deny all|private)\b/

/** Words that say that the name is of something else: what handles, checks or limits, not what guards. */
const OTHERWISE =
  /\b(?:optional(?:ly)?|local|maybe|if auth|try|limit(?:er|ing)?|rate|throttl\w*|routes?|router|routing|controllers?|services?|valid(?:ation|ator|ators)?|schemas?|validate body|dto|handlers?|logg(?:er|ing)|log(?! ?in)|callback|redirect|guests?|un ?auth\w*|not|un ?protected|csrf|xsrf|config|serializer|body|parser|cors|helmet|error|errors|public|skip|allow anonymous|anonymous|no|init|initiali[sz]e|setup|update|load|serve|static|save|create|make|generate|build|issue|store|clear|revoke|refresh)\b/

/** What makes a route, a procedure or a handler for those who are known: `createAuthedRoute`, `protectedProcedure`. */
const MAKES_GUARDED =
  /\b(?:authed|authenticated|authori[sz]ed|protected|secured|private|admin|logged in|signed in)\b.*\b(?:route|endpoint|procedure|handler|action|api)$/
const LENIENT_WORDS = /\b(?:optional(?:ly)?|maybe|not|un|no|if|skip|public|or public|is|get|log)\b/

const words = (name: string): string =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .trim()
    .toLowerCase()

/** Whether a name tells of authentication: `requireUser`, `auth.required`, not `authController` or `auth.optional`. */
export function tellsAuthentication(name: string): boolean {
  const steps = name.replace(/^this\./, '').split('.')
  const last = words(steps.at(-1) ?? '')
  if (MAKES_GUARDED.test(last) && !LENIENT_WORDS.test(last)) return true
  if (OTHERWISE.test(last)) return false
  if (TELLS.test(last)) return true
  // `auth.required`, `security.check`: the last step alone is too little, its object says what it is about.
  const before = words(steps.at(-2) ?? '')
  return /^(?:required?|check|verify|ensure|guard|handle|middleware|any|user|admin|token|has|is|only)\b/.test(
    last,
  )
    ? TELLS.test(before.replace(/ ?middlewares?$| ?service$/, '')) &&
        !/\b(?:router|routes|controller|limiter)\b/.test(before)
    : false
}

/** Names that say that nothing is needed. */
export const tellsPublic = (name: string): boolean =>
  /^(?:is ?)?public(?: route| api| endpoint)?$|^(?:skip|no|without|disable|bypass|ignore|allow) (?:\w+ )?(?:auth\w*|jwt|guards?|login)$|^allow ?(?:anonymous|guest|public)\w*$|^(?:anonymous|unauthenticated|unprotected|open|no auth|auth none)$/.test(
    words(name),
  )

/** Code of a middleware or handler that turns away those who are not logged in. */
const TURNS_AWAY =
  /\b(?:401|UNAUTHORIZED|[uU]nauthorized|[uU]nauthenticated|NotAuthenticated|not (?:logged in|authenticated|authorized))\b/
const LOOKS_AT =
  /\b(?:[aA]uthorization|isAuthenticated|getServerSession|getSession|getToken|verifyToken|jwt\.verify|jwtVerify|currentUser|(?:req|request|ctx|context|c|session|locals|state)\??\.(?:user|session|auth|token|userId)|session|api-?key)\b/i

/** Whether the text of a function checks who calls and turns away. */
export const turnsAway = (text: string): boolean =>
  /\bjwtVerify\(|\bverifyJWT\(/i.test(text) || (TURNS_AWAY.test(text) && LOOKS_AT.test(text))

/**
 * Whether the code of a middleware turns strangers away before it goes on to what comes next; where it goes on first, only if that is the
 * one place where it does: others look who calls and let everyone pass.
 */
export function guardsByItsCode(text: string): boolean {
  const onward = [...text.matchAll(/\bnext\(\s*\)/g)].map(({ index }) => index)
  const away = TURNS_AWAY.exec(text)?.index
  const [first] = onward
  if (first === undefined || away === undefined) return false
  return LOOKS_AT.test(text) && (away < first || onward.length === 1)
}

/** The names of middleware of which nothing but its code may tell that it guards, for `HandlerFact.guards` to answer. */
export function namesToAsk(nodes: readonly SgNode[]): string[] {
  return nodes.flatMap((one) => {
    const name = (one.kind() === 'call_expression' ? calleeOf(one) : one)?.text() ?? ''
    return /^[A-Za-z_$][\w$]*(?:\.[\w$]+){0,3}$/.test(name) && !/optional|maybe/i.test(name) ? [name] : []
  })
}

/**
 * The guard that an expression is, as the source says it: the name of a middleware, the call that makes one, one of an array. `undefined`
 * for everything that is none.
 */
export function guardIn(node: SgNode): string | undefined {
  const kind = kindOf(node)
  if (kind === 'array') {
    for (const one of itemsOf(node)) {
      const found = guardIn(one)
      if (found) return found
    }
    return undefined
  }
  if (isFunction(node)) return turnsAway(node.text()) ? 'checks who calls' : undefined
  if (kind === 'identifier' || kind === 'member_expression') {
    const text = node.text()
    return /^[\w$.?!]{1,200}$/.test(text) && tellsAuthentication(text.replace(/[?!]/g, '')) ? text : undefined
  }
  if (kind !== 'call_expression') return undefined
  const callee = calleeOf(node)
  if (!callee) return undefined
  const inner = callee.kind() === 'member_expression' ? callee.field('object') : null
  const property = inner ? (callee.field('property')?.text() ?? '') : ''
  const parts = argumentsOf(node)
  if (inner && /^(?:bind|unless|as)$/.test(property)) return guardIn(inner)
  // Logging in is no guard.
  if (/^authenticate$/.test(property) && /^(?:local|login|signup|register)/.test(literalText(parts[0]) ?? ''))
    return undefined
  if (lenientIn(node)) return undefined
  // `guard({ body: schema, status: 200 })` looks at what is sent, not at who sends it.
  if (
    propertyOf(parts[0], 'body', 'query', 'params', 'response', 'files') &&
    !/auth|user|role|permission/i.test(callee.text())
  )
    return undefined
  const name = callee.text()
  if (/^[\w$.?!]{1,200}$/.test(name) && tellsAuthentication(name.replace(/[?!]/g, ''))) {
    const first = literalText(parts[0])
    return first !== undefined && first.length < 40 ? `${name}(${first})` : name
  }
  // `asyncHandler(requireUser)`, `unless(auth, …)`
  if (/wrap|async|catch|unless|compose|chain|every|some|need|^if|\.if|when|use/i.test(name))
    for (const one of parts) {
      const found = guardIn(one)
      if (found) return found
    }
  return undefined
}

/** Whether a path is one where people come to log in: what turns away there looks at a password, not at who calls. */
export const logsIn = (path: string): boolean =>
  /(?:log|sign)[-_]?(?:in|on|up)\b|regist(?:er|ration)|forgot|reset[-_]?password|authenticate\b/i.test(path)

/** The first guard among some expressions. */
export function firstGuard(nodes: readonly SgNode[]): string | undefined {
  for (const one of nodes) {
    const found = guardIn(one)
    if (found) return found
  }
  return undefined
}
