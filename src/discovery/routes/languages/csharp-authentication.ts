import type { CsharpAttribute } from './csharp-types.ts'

const ASKS =
  /^(\w*Authori[sz]e\w*|HasPermission|RequirePermissions?|RequiresClaim|RequiresPermission|Secured|ApiKey|ApiKeyAuth\w*)$/

/** What attributes show of authentication: one that opens outweighs those that ask, as in ASP.NET. */
export function authenticationIn(attributes: readonly CsharpAttribute[]): string | false | undefined {
  if (attributes.some(({ name }) => name === 'AllowAnonymous')) return false
  const found = attributes.find(({ name }) => ASKS.test(name))
  return found && `[${found.name}]`
}
