/** Middleware, attributes and filters that show that a route asks who calls, by the words in their names. */
const ASKS =
  /(^|[^a-z])auth(?!or(?!i))|authenticat|authoriz|sanctum|passport|\bjwt|JWT|^can:|\bcan\(|\b(role|permission|ability|abilities|scopes?|client)[:_]|IsGranted|Require(User|Login|Admin|Role|Permission)|\badmin\b|IsAdmin|Is(User|LoggedIn)|logged_?in|\bverified\b|api_?key|ApiKey|(check|verify|validate)_?(token|user|api)|token_?(auth|required)|Bearer|require\.?(login|token)|EnsureUser|EnsureToken|AuthMiddleware|\w+Auth\b|-auth\b|SessionMiddleware$/i
const ASKS_NOT =
  /guest|optional|csrf|EnsureEmailIsVerified$|^web$|^api$|throttle|no-?auth|maybe|AuthenticateSession$|EnsureFrontendRequestsAreStateful/i

/** What a middleware says of authentication: its own words, or undefined. */
export function phpAuthenticationIn(text: string): string | undefined {
  const short = text
    .replace(/^new\s+/, '')
    .replace(/::class$/, '')
    .replace(/^['"]|['"]$/g, '')
    .slice(0, 120)
  const name = short.replace(/\(.*$/s, '').split('\\').pop() as string
  return ASKS.test(name) && !ASKS_NOT.test(name) ? name : undefined
}
