import { authenticationIn, letsStrangersIn } from './go-authentication.ts'

/** What hands the request on to what comes next. */
const GOES_ON = /\.ServeHTTP\(|\b\w+\.Next\(\)|\b(?:next|h|handler)\(\w/g
const TURNS_AWAY = /\bStatusUnauthorized\b|\b401\b|\b\w*[uU]nauthori[sz]ed\b|\b\w*[uU]nauthenticated\b/
const LOOKS_AT =
  /"[aA]uthorization"|\bBasicAuth\(\)|\.Cookie\(|\w*[tT]oken\b|\w*[sS]ession\w*|[bB]earer|[cC]laims|\bapi_?key|\bAPIKey|(?:Get|Current|Load)User\w*\(/i
/** Anything by which a middleware may end a request itself. */
const ENDS =
  /Abort|nauthori[sz]ed|nauthenticated|orbidden|\b(?:30[1-8]|40[0-9])\b|edirect|[eE]rror|WriteHeader|\bWrite\(|[dD]en(?:y|ied)|[rR]eject|JSON|[rR]ender|panic\(|\.String\(|Status[A-Z]/

/**
 * What the code of a function shows of it as a middleware. It guards when it looks who calls and turns strangers away before it goes on;
 * where it goes on first and turns away later, only if that is the one place where it goes on. It lets everyone pass when its name tells
 * of authentication, and nothing in it could end a request.
 */
export function inFrontOf(body: string, name: string): { guards?: true; passes?: true } {
  const onward = [...body.matchAll(GOES_ON)].map(({ index }) => index)
  const [first] = onward
  if (first === undefined) return {}
  const away = TURNS_AWAY.exec(body)?.index
  if (away === undefined) return authenticationIn(name) && !ENDS.test(body) ? { passes: true } : {}
  const guards = LOOKS_AT.test(body) && (away < first || onward.length === 1) && !letsStrangersIn(name)
  return guards ? { guards: true } : {}
}
