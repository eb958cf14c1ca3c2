import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { jvmTemplate } from '../languages/jvm-templates.ts'

// Both languages and all generations of the configuration say it as `matchers(…).rule(…)`; arguments nest once.
const ARGUMENTS = String.raw`\(((?:[^()]|\([^()]{0,400}\)){0,2000})\)`
const CHAIN = new RegExp(
  String.raw`\b(requestMatchers|antMatchers|mvcMatchers|pathMatchers|regexMatchers|anyRequest|anyExchange|ignoring)\s*${ARGUMENTS}` +
    String.raw`(?:\s*\.\s*(requestMatchers|antMatchers|mvcMatchers)\s*${ARGUMENTS})?` +
    String.raw`(?:\s*\.\s*(permitAll|anonymous|authenticated|fullyAuthenticated|rememberMe|denyAll|access|has\w+)\b)?`,
  'g',
)
// Kotlin's own form: `authorize("/x", permitAll)`.
const AUTHORIZE = /\bauthorize\s*\(([^()\n]{1,300}),\s*(\w+)[^\n]*\)/g
const SCOPE = new RegExp(String.raw`\.\s*(?:securityMatcher|securityMatchers|antMatcher)\s*${ARGUMENTS}`)
// One of several configurations, of which a setting takes the place of the others.
const CONDITIONAL = /@(?:ConditionalOn\w+|Profile)\b/
const OPEN = new Set(['permitAll', 'anonymous'])

/** Guards by path as Spring Security's configuration lists them: the first that fits holds. */
export function securityGuards(root: SgNode, file: SourceFile): RouteFact[] {
  if (
    !/\b(HttpSecurity|WebSecurity|ServerHttpSecurity|authorizeHttpRequests|authorizeExchange)\b/.test(
      file.text,
    )
  )
    return []
  const text = withoutComments(root.text())
  const lists = listsOf(text)
  const guards: { at: number; first: boolean; facts: RouteFact[] }[] = []
  const guard = (at: number, words: string, rule: string, scope: string[]): RouteFact[] => {
    const line = file.lineAt(at)
    const said = { fact: 'guard' as const, line, framework: 'spring-mvc', everywhere: true as const }
    const authentication = OPEN.has(rule) ? (false as const) : rule
    const any = words === ''
    const method = /\bHttpMethod\.(\w+)/.exec(words)?.[1]
    const paths = any ? scope : pathsIn(words, lists)
    const limited = method ? { method } : {}
    if (paths.length > 0)
      return paths.map((path) => ({
        ...said,
        ...limited,
        path: jvmTemplate(path),
        exact: true,
        authentication,
      }))
    return any || /^\s*HttpMethod\.\w+\s*$/.test(words) ? [{ ...said, ...limited, authentication }] : []
  }
  for (const found of text.matchAll(CHAIN)) {
    const [, head = '', words = '', next, nextWords = '', rule] = found
    const at = found.index
    if (head === 'ignoring' && next)
      guards.push({ at, first: true, facts: guard(at, nextWords || '""', 'permitAll', []) })
    else if (rule && !next) {
      const any = head === 'anyRequest' || head === 'anyExchange'
      const scope = any ? scopeOf(text, at) : []
      guards.push({ at, first: false, facts: guard(at, any ? '' : words || '?', rule, scope) })
    }
  }
  for (const found of text.matchAll(AUTHORIZE)) {
    const [, words = '', rule = ''] = found
    guards.push({
      at: found.index,
      first: false,
      facts: guard(found.index, /\bany(Request|Exchange)\b/.test(words) ? '' : words, rule, []),
    })
  }
  // What is switched on to ask nobody tells nothing of how it stands otherwise.
  if (CONDITIONAL.test(text) && guards.every(({ facts }) => facts.every(isOpenToAll))) return []
  return guards.sort((a, b) => Number(b.first) - Number(a.first) || a.at - b.at).flatMap(({ facts }) => facts)
}

const isOpenToAll = (one: RouteFact): boolean =>
  one.fact === 'guard' && one.authentication === false && one.path === undefined && one.method === undefined

/** Paths of the chain that a configuration is limited to: `securityMatcher("/api/**")` in the same method. */
function scopeOf(text: string, at: number): string[] {
  const start = text.lastIndexOf('SecurityFilterChain', at)
  const before = start < 0 ? '' : text.slice(Math.max(start, at - 4000), at)
  const found = SCOPE.exec(before)
  return found ? pathsIn(found[1] ?? '', new Map()) : []
}

/** Texts in the arguments, and those of lists that they name. */
function pathsIn(words: string, lists: ReadonlyMap<string, string[]>): string[] {
  const said = [...words.matchAll(/"([^"\n]*)"/g)].map(([, one = '']) => one)
  const named = [...words.replace(/"[^"\n]*"/g, '').matchAll(/\b\w+\b/g)].flatMap(
    ([one]) => lists.get(one) ?? [],
  )
  return [...said.filter((one) => one.startsWith('/')), ...named]
}

/** `String[] OPEN = { "/a", "/b" }`, `val open = arrayOf("/a")`, `static final String LOGIN = "/login"` of the same file. */
function listsOf(text: string): Map<string, string[]> {
  const lists = new Map<string, string[]>()
  const pattern = /\b(\w+)\s*(?:\[\])?\s*=\s*([^;=]{0,3000}?"\/[^;=]{0,3000}?)(?:;|\n\s*\n|\n\s*[)}])/g
  for (const [, name = '', words = ''] of text.matchAll(pattern))
    lists.set(
      name,
      [...words.matchAll(/"(\/[^"\n]*)"/g)].map(([, one = '']) => one),
    )
  return lists
}

/** Comments as blanks, so that offsets stay; `"/**"` is no comment. */
function withoutComments(text: string): string {
  return text.replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (one) =>
    one.startsWith('"') ? one : one.replace(/[^\n]/g, ' '),
  )
}
