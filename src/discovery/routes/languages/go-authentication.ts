/** Words in the name of a middleware that show that it asks who calls. */
const ASKS =
  /auth|jwt|oidc|logged_?in|log_?in_?required|sign(ed)?_?in|require_?(user|admin|login|session|token|scope|role|permission|client|account|member|owner|valid)|must_?(user|admin|repo|org|session|be)|protect(ed)?\b|permission|rbac|casbin|api_?key|bearer|verify_?(token|user|session|key)|(check|validate)_?(token|user|session|key|login|access)|access_?(control|token)|(admin|restricted|privileged|staff|member|owner|leader)_?access|(user|session|token|admin|login|identity)_?(required|only|check|guard|verif\w+|middleware)|keycloak|introspect|\bacl\b|secure(d|_?route)/i
/** The same words in names of what asks nobody. */
const ASKS_NOT =
  /optional|no_?auth|skip_?auth|un_?auth|without_?auth|maybe|\bcsrf|author(?!i[sz])|authority|try_?auth|anonymous|authenticat\w*_?(info|context)\b|auth_?(rate|limit)|oauth_?(callback|redirect)/i

/** Made with nothing but `false`: what it makes looks who calls and turns nobody away, `AuthMiddleware(false)`. */
const TOLD_NOT_TO = /^[\w.]+\(\s*false\s*\)$/

/** The middleware as the source says it, when its name shows that it asks for authentication. `text` may be a whole expression. */
export function authenticationIn(text: string): string | undefined {
  const name = text.replace(/\s+/g, ' ').slice(0, 200)
  if (TOLD_NOT_TO.test(name)) return undefined
  const head = name.replace(/\(.*$/, '').replace(/[{[].*$/, '')
  const asked = ASKS.test(head)
    ? head
    : /^[\w.]*(with|use|wrap|chain|handler|func|adapt|config|unless)\w*$/i.test(head) && ASKS.test(name)
      ? name
      : undefined
  return asked && !ASKS_NOT.test(asked) ? asked.slice(0, 80) : undefined
}

/** Whether a name says that it lets those pass who are not known: `OptionalSession`. */
export const letsStrangersIn = (name: string): boolean => ASKS_NOT.test(name)
