import { tellsAuthentication, turnsAway } from '../languages/javascript-guards.ts'

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
