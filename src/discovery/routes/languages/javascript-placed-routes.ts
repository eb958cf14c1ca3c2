import { lineOf } from '../../syntax/line-of.ts'
import type { Route } from '../contract.ts'
import type { ExportedHandler } from './javascript-exported-handlers.ts'
import { logsIn, tellsAuthentication, turnsAway } from './javascript-guards.ts'
import { parametersIn, usesIn } from './javascript-handlers.ts'

/** Functions by which people look at who calls, as the libraries for it name them. */
const ASKS =
  /\b(getServerSession|unstable_getServerSession|getServerAuthSession|getSession|getToken|currentUser|getCurrentUser|getAuth|auth\.protect|auth\.api\.getSession|supabase\.auth\.getUser|verifySession|getIronSession|withApiAuthRequired|withAuth|validateRequest)\s*\(|\b(auth)\(\)/

/** What shows in the code of a handler that it needs authentication; undefined when nothing does. */
export function authenticationIn(text: string): string | undefined {
  const asks = ASKS.exec(text)
  if (asks) return asks[1] ?? asks[2]
  for (const [, name = ''] of text.slice(0, 20_000).matchAll(/\b([A-Za-z_$][\w$.]{0,80})\s*\(/g))
    if (!/sign|log(?:in|out)|register|hash|compare/i.test(name) && tellsAuthentication(name)) return name
  return turnsAway(text) ? 'checks who calls' : undefined
}

/** Routes of a file whose place says their path. `handler`: what all of them are called, where their methods are not. */
export const placedRoutes = (
  framework: string,
  templates: readonly string[],
  handlers: readonly ExportedHandler[],
  handler?: string,
): Route[] =>
  handlers.flatMap(({ method, node, code }) => {
    const [parameters, uses] = [parametersIn(code), usesIn(code)]
    return templates.map((path): Route => {
      const authentication = logsIn(path) ? undefined : authenticationIn(code)
      const through = authentication || logsIn(path) ? [] : madeBy(code)
      return {
        fact: 'route',
        framework,
        line: lineOf(node),
        method,
        path,
        handler: handler ?? method,
        handlerLine: lineOf(node),
        ...(authentication ? { authentication } : {}),
        ...(through.length > 0 ? { through } : {}),
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(uses.length > 0 ? { uses } : {}),
      }
    })
  })

/** `createLoaderRoute({ … }, …)`, `loader = withTeam(list)`, `export default withTeam(list)`. */
const MADE =
  /^(?:[\w$]+\n)?(?:export\s+default\s+|[A-Z]+\s*:\s*|[\w$]+\s*=\s*|\{[^{}=]{0,300}\}\s*=\s*)?(?:await\s+)?(?!function\b|async\b)([A-Za-z_$][\w$]*)\s*[(<]/

/** Functions that a handler is made by, whose own code may tell more. */
const madeBy = (code: string): string[] => {
  const name = MADE.exec(code)?.[1]
  return name ? [name] : []
}
