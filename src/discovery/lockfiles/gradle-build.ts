import type { Ask, GradleDependency, LockfileFact, LockReader, Scope } from './contract.ts'

/**
 * Build scripts, Groovy and Kotlin: https://docs.gradle.org/current/userguide/declaring_dependencies.html. They are programs; what is read is
 * what stands in them as a declaration. Also `gradle.properties`, whose values may stand in versions.
 */
export const gradleBuild: LockReader = {
  wants: /(?:^|\/)(?:[\w.-]+\.gradle(?:\.kts)?|gradle\.properties)$/,
  read({ text, name, folder }) {
    if (name === 'gradle.properties')
      return [
        { fact: 'gradle', build: { properties: plainProperties(text), dependencies: [], constraints: [] } },
      ]
    const code = withoutComments(text)
    // What lies in `gradle/` is taken in by others.
    const declares = !/^settings\./.test(name) && !/(?:^|\/)gradle$/.test(folder)
    const { inside, outside } = constraintBlocks(code)
    const dependencies = declares ? dependenciesIn(outside) : []
    const build: LockfileFact = {
      fact: 'gradle',
      build: { properties: propertiesIn(code), dependencies, constraints: dependenciesIn(inside) },
    }
    const asks = dependencies.flatMap(asksOf)
    return name.startsWith('build.') && asks.length > 0
      ? [{ fact: 'manifest', sort: 'gradle', asks }, build]
      : [build]
  },
}

/** What is direct, for a lockfile beside it. What a variable fills in tells no range. */
function asksOf({ by, scope }: GradleDependency): Ask[] {
  if (!('group' in by)) return []
  const range = by.version && !by.version.includes('$') ? { range: by.version } : {}
  return [{ name: `${by.group}:${by.artifact}`, ...range, scope }]
}

/** Comments become blanks, those in texts (`https://…`) stay. */
const withoutComments = (text: string): string =>
  text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)/g,
    (_, quoted: string | undefined) => quoted ?? ' ',
  )

/** `constraints { … }` apart from all else. */
function constraintBlocks(code: string): { inside: string; outside: string } {
  let [inside, outside] = ['', '']
  let at = 0
  for (const { index, 0: opening } of code.matchAll(/\bconstraints\s*\{/g)) {
    if (index < at) continue
    let end = index + opening.length
    for (let open = 1; end < code.length && open > 0; end++)
      open += code[end] === '{' ? 1 : code[end] === '}' ? -1 : 0
    outside += code.slice(at, index)
    inside += code.slice(index + opening.length, end)
    at = end
  }
  return { inside, outside: outside + code.slice(at) }
}

/** `ext.a = '1'`, `val a = "1"`, `def a = '1'`, `a = '1'`, `set('a', '1')`, `extra["a"] = "1"`. */
const propertiesIn = (code: string): [string, string][] => [
  ...[...code.matchAll(/\b([A-Za-z_][\w.]{0,100})\s*(?::\s*String\s*)?=\s*["']([^"'\n]{1,200})["']/g)].map(
    ([, name = '', value = '']): [string, string] => [name.replace(/^(?:project\.)?ext(?:ra)?\./, ''), value],
  ),
  ...[
    ...code.matchAll(
      /\b(?:set\s*\(\s*|extra\s*\[)["']([\w.-]{1,100})["']\s*(?:,|\]\s*=)\s*["']([^"'\n]{1,200})["']/g,
    ),
  ].map(([, name = '', value = '']): [string, string] => [name, value]),
  // `val version by extra("1")`
  ...[...code.matchAll(/\bva[lr]\s+(\w{1,100})\s+by\s+extra\s*\(\s*"([^"\n]{1,200})"/g)].map(
    ([, name = '', value = '']): [string, string] => [name, value],
  ),
]

const plainProperties = (text: string): [string, string][] =>
  text.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, name, value] = /^\s*([\w.-]{1,100})\s*[=:]\s*(\S{1,200})\s*$/.exec(line) ?? []
    return name && value ? [[name, value]] : []
  })

/** What a configuration's declaration begins with, and, where it is one, the function around what is declared. */
const DECLARED =
  /(?<![\w.$])([a-z]\w{0,60})(?:\s{0,40}\(\s{0,200}|[ \t]{1,40})(?:(platform|enforcedPlatform|testFixtures|kotlin|project)\s{0,40}\(\s{0,200})?(?:"([^"\n]{1,300})"|'([^'\n]{1,300})'|(group\s*[:=][^\n]{1,400}|path\s*[:=]\s*["'][^"'\n]{1,200}["'])|libs\.([\w.]{1,200}))/g

function dependenciesIn(code: string): GradleDependency[] {
  return [...code.matchAll(DECLARED)].flatMap(
    ([, configuration = '', wrapper, double, single, named, alias]): GradleDependency[] => {
      const scope = scopeOf(configuration)
      // A platform only says which versions others have; `kotlin("…")` gives modules of the compiler's own version.
      if (!scope || wrapper === 'platform' || wrapper === 'enforcedPlatform' || wrapper === 'kotlin')
        return []
      if (wrapper === 'project') {
        const project = double ?? single ?? /["']([^"'\n]+)["']/.exec(named ?? '')?.[1]
        return project ? [{ scope, by: { project } }] : []
      }
      if (alias) return [{ scope, by: { alias: alias.replace(/\.get$/, '') } }]
      const by = named ? byMap(named) : byCoordinates(double ?? single ?? '')
      return by ? [{ scope, by }] : []
    },
  )
}

/** `group:artifact:version:classifier@type` */
function byCoordinates(text: string): GradleDependency['by'] | undefined {
  const [, group, artifact, version] =
    /^((?:[\w.$-]|\{[^{}]{1,100}\}){1,200}):((?:[\w.$-]|\{[^{}]{1,100}\}){1,200})(?::([^:@]{1,200}))?(?::[^:@]*)?(?:@\w+)?$/.exec(
      text,
    ) ?? []
  return group && artifact ? { group, artifact, ...(version ? { version } : {}) } : undefined
}

/** `group: 'g', name: 'a', version: variable`: a name without quotes is a property's. */
function byMap(text: string): GradleDependency['by'] | undefined {
  const said = (word: string): string | undefined => {
    const [, quoted, name] =
      new RegExp(`\\b${word}\\s*[:=]\\s*(?:["']([^"'\\n]{1,200})["']|([A-Za-z_][\\w.]{0,100}))`).exec(text) ??
      []
    return quoted ?? (name && `\${${name}}`)
  }
  const [group, artifact, version] = [said('group'), said('name'), said('version')]
  return group && artifact ? { group, artifact, ...(version ? { version } : {}) } : undefined
}

/** Of a configuration's name; undefined for what is none. https://docs.gradle.org/current/userguide/java_plugin.html#tab:configurations */
function scopeOf(configuration: string): Scope | undefined {
  const name = configuration.toLowerCase()
  if (/^(?:classpath|developmentonly|\w*annotationprocessor|kapt\w*|ksp\w*)$/.test(name)) return 'development'
  if (
    !/(?:implementation|api|compile|compileonly|compileonlyapi|runtime|runtimeonly|providedcompile|providedruntime)$/.test(
      name,
    )
  )
    return undefined
  if (/test|^aat|^functional|^smoke|^cucumber/.test(name)) return 'test'
  return /(?:compileonly|compileonlyapi|providedcompile|providedruntime)$/.test(name) ? 'optional' : 'runtime'
}
