import type { SgNode } from '@ast-grep/napi'

// Words in names of decorators, dependencies and permission classes that ask who is calling.
const ASKS =
  /auth(?!or(?!i))|log(?:ged)?_?in_?req|login|jwt|token|permission|(?:^|_|require\w*|[a-z])(?:role|admin|scope|staff)|superuser|api_?key|protected|(?:^|_)secure|signed_?in|user_passes_test|current_?\w*user|(?:require|get|verify|validate|active)_\w*user(?!name)|require_?user|credential|principal|oauth|bearer|^is_?(?:owner|admin|staff|auth)|session_?user/i
const ASKS_NOBODY =
  /optional|csrf|exempt|anonymous|guest|allow_?any|(?:^|_)public|request_?form|obtain|refresh_?token$|_or_none|maybe|log_|author(?!i)|logout|unauth|no_?auth/i

// What a handler works with: it knows users or tokens and asks for none. fastapi-login's `LoginManager` does.
const SERVES =
  /(?:(?<!login_?)manager|service|repo|repository|db|database|store|provider|flow|config|settings|factory|backend|strategy|use_?case|dao|crud|uow|cache|field|type|schema|model|getter|update|url|uri|param)s?$/i

/** Whether a name (of a decorator, a dependency, a class) says that the caller must be known. */
export const asksWho = (name: string): boolean =>
  ASKS.test(name) && !ASKS_NOBODY.test(name) && !SERVES.test(name)

/** Whether a name says that nobody need be known: `AllowAny`, `login_exempt`. */
export const asksNobody = (name: string): boolean =>
  /allow_?any|login_exempt|auth_exempt|^public(?:_route|_endpoint)?$|anonymous_allowed|login_not_required|no_auth|allow_unauthenticated|allow_anonymous/i.test(
    name,
  )

/** What decorators say of authentication: the first that asks, as written; false when one says that none is needed. */
export function authenticationOf(decorators: readonly SgNode[]): string | false | undefined {
  for (const one of decorators) {
    const [name, call] = [nameOf(one), one.text()]
    if (asksNobody(name)) return false
    // Starlette's `@requires("authenticated")` says what in its argument.
    if (/(?:^|\.)requires$/.test(name) && /\(\s*["'[]/.test(call))
      return call.replace(/\s+/g, ' ').slice(0, 80)
    if (/method_decorator$/.test(name)) {
      const inner = /method_decorator\(\s*\[?\s*([\w.]+)/.exec(call)?.[1] ?? ''
      if (asksWho(inner)) return inner
    } else if (asksWho(name) && !/optional\s*=\s*True/.test(call) && !isRoute(name)) return name
  }
  return undefined
}

const nameOf = (node: SgNode): string => /^[\w.]+/.exec(node.text())?.[0] ?? ''

// `@auth.get('/x')`, `@token_bp.route('/x')`: the router's name says nothing.
const isRoute = (name: string): boolean =>
  /\.(?:get|post|put|delete|patch|head|options|route|api_route|websocket|errorhandler|before_request|after_request|register|context_processor|\w*_loader|input|output|arguments|response|doc|expect|marshal_with\w*)$|(?:permission|authentication|throttle)_classes$/.test(
    name,
  )
