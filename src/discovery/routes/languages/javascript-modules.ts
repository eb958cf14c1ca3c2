import type { RouteLanguage } from '../contract.ts'

const ENDINGS = ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.mts', '.cts']
/** What TypeScript means by an ending of JavaScript. */
const WRITTEN_AS: Record<string, string[]> = {
  '.js': ['.ts', '.tsx', '.js', '.jsx'],
  '.jsx': ['.tsx', '.jsx'],
  '.mjs': ['.mts', '.mjs'],
  '.cjs': ['.cts', '.cjs'],
}
const MOST = 40

/** A folder below another, `..` resolved; '' is the root. */
export function joinFolder(folder: string, path: string): string {
  const steps = path.startsWith('/') ? [] : folder.split('/').filter(Boolean)
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** Files that a module's name may mean: Node's and TypeScript's ways to look for it. */
export const resolveModule: RouteLanguage['resolve'] = (from, module, { has, roots }) => {
  const folder = from.slice(0, Math.max(0, from.lastIndexOf('/')))
  if (/^\.{1,2}(?:\/|$)/.test(module)) return filesOf(joinFolder(folder, module), has)
  if (module.startsWith('/')) return filesOf(joinFolder('', module), has)
  const fitting = roots.filter(
    ({ prefix }) =>
      prefix === module || ((prefix === '' || /[/#~@]$/.test(prefix)) && module.startsWith(prefix)),
  )
  return fitting
    .slice(0, MOST * 4)
    .map((root) => ({ root, near: shared(root.folder, from) }))
    .sort((a, b) => b.root.prefix.length - a.root.prefix.length || b.near - a.near)
    .flatMap(({ root }) =>
      filesOf(joinFolder(root.folder, module.slice(root.prefix.length).replace(/^\//, '')), has),
    )
    .slice(0, MOST)
}

/** How many folders two paths share. */
function shared(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')]
  let count = 0
  while (count < one.length && one[count] === other[count]) count++
  return count
}

function filesOf(path: string, has: (path: string) => boolean): string[] {
  const at = path.lastIndexOf('.')
  const ending = at > path.lastIndexOf('/') ? path.slice(at) : ''
  const bare = ending in WRITTEN_AS ? path.slice(0, at) : undefined
  const candidates = [
    ...(bare === undefined ? [] : (WRITTEN_AS[ending] as string[]).map((one) => bare + one)),
    path,
    ...ENDINGS.map((one) => path + one),
    ...['index', 'src/index', 'lib/index', 'src/main'].flatMap((name) =>
      ENDINGS.map((one) => joinFolder(path, name + one)),
    ),
    // What is built of sources stands where they do not.
    ...(/(?:^|\/)(?:dist|build|lib|out)\//.test(path)
      ? ENDINGS.map(
          (one) =>
            (bare ?? path).replace(/(^|\/)(?:dist|build|lib|out)\//, '$1src/').replace(/\.d$/, '') + one,
        )
      : []),
  ]
  return [...new Set(candidates)].filter(
    (one) => ENDINGS.some((ending_) => one.endsWith(ending_)) && has(one),
  )
}
