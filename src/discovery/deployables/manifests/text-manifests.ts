import type { SourceFile } from '../../source/source-file.ts'
import type { ManifestFact } from '../facts.ts'
import { requirementName } from './data-manifests.ts'

type Said = Omit<ManifestFact, 'fact'>

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].flatMap((match) => match[1] ?? [])

const named = (name: string | undefined): { name?: string } => (name ? { name } : {})

export const goMod = ({ text }: SourceFile): Said => ({
  language: 'Go',
  ...named(/^module\s+"?([^\s"]+)/m.exec(text)?.[1]),
  packages: all(text, /^\s*(?:require\s+)?([\w.-]+\.[\w./-]+)\s+v\d/gm),
  locals: all(text, /=>\s+(\.{1,2}\/\S+)/g),
})

/** Gradle's plugins and dependencies, as far as they are written out. */
export function gradle({ text, name, folder }: SourceFile): Said | undefined {
  if (name.startsWith('settings')) {
    const project = /rootProject\.name\s*=\s*["']([^"']{1,200})/.exec(text)?.[1]
    return /\binclude\b/.test(text)
      ? { language: 'Java', ...named(project), role: 'root', packages: [], locals: [] }
      : project
        ? { language: 'Java', name: project, packages: [], locals: [] }
        : undefined
  }
  const plugins = [
    ...all(text, /\bid\s*\(?\s*["']([\w.-]{1,200})["']/g),
    ...all(text, /apply\s+plugin:\s*["']([\w.-]{1,200})/g),
    ...all(text, /alias\(libs\.plugins\.([\w.]{1,100})\)/g),
  ]
  const packages = [
    ...all(text, /["']([\w.-]{1,100}:[\w.-]{1,100})(?::[^"']{0,100})?["']/g),
    ...all(text, /\b(?:implementation|api|compile)\(?\s*\(?(libs\.[\w.]{1,100})/g),
    ...plugins,
  ]
  const has = (pattern: RegExp) => plugins.some((one) => pattern.test(one))
  if (plugins.length === 0 && packages.length === 0) return undefined
  const kotlin = name.endsWith('.kts') || /kotlin/.test(plugins.join(' '))
  const role =
    has(/^com\.android\.application$|android\.application/) ||
    has(/^application$/) ||
    has(/spring.?boot|quarkus|micronaut\.application|ktor/)
      ? 'executable'
      : has(/^war$/)
        ? 'service'
        : has(/library$|^maven-publish$/)
          ? 'library'
          : undefined
  return {
    language: kotlin ? 'Kotlin' : 'Java',
    ...(folder === '' ? {} : {}),
    ...(role ? { role } : /\bapplication\s*\{|mainClass/.test(text) ? { role: 'executable' as const } : {}),
    packages,
    locals: all(text, /project\(\s*(?:path:\s*)?["']:([\w:.-]{1,200})["']/g).map((one) => `:${one}`),
  }
}

export const sbt = ({ text }: SourceFile): Said => ({
  language: 'Scala',
  ...named(/\bname\s*:=\s*"([^"]{1,200})"/.exec(text)?.[1]),
  ...(/PlayScala|JavaAppPackaging/.test(text) ? { role: 'executable' as const } : {}),
  packages: all(text, /"([\w.-]{1,100})"\s*%%?\s*"/g),
  locals: [],
})

export const gemfile = ({ text }: SourceFile): Said => ({
  language: 'Ruby',
  packages: all(text, /^\s*gem\s+["']([\w.-]{1,100})["']/gm),
  locals: [],
})

export const gemspec = ({ text }: SourceFile): Said => ({
  language: 'Ruby',
  ...named(/\.name\s*=\s*["']([\w.-]{1,100})["']/.exec(text)?.[1]),
  role: /\.executables?\b/.test(text) ? 'executable' : 'library',
  packages: all(text, /add_(?:runtime_)?dependency\(?\s*["']([\w.-]{1,100})["']/g),
  locals: [],
})

export const mix = ({ text }: SourceFile): Said => ({
  language: 'Elixir',
  ...named(/\bapp:\s*:(\w{1,100})/.exec(text)?.[1]),
  ...(/\bmod:\s*\{/.test(text) ? { role: 'executable' as const } : {}),
  packages: all(text, /\{:(\w{1,100}),/g),
  locals: [],
})

export const packageSwift = ({ text }: SourceFile): Said => ({
  language: 'Swift',
  ...named(/\bname:\s*"([^"]{1,200})"/.exec(text)?.[1]),
  role: /\.executable(?:Target)?\(/.test(text) ? 'executable' : 'library',
  packages: all(text, /\.package\([^)]{0,200}?url:\s*"[^"]{0,200}\/([\w.-]{1,100}?)(?:\.git)?"/g).map((one) =>
    one.toLowerCase(),
  ),
  locals: all(text, /\.package\(\s*(?:name:\s*"[^"]{0,100}",\s*)?path:\s*"([^"]{1,200})"/g),
})

export function setupPy({ text, name }: SourceFile): Said | undefined {
  if (name === 'setup.cfg' && !/^\[metadata\]/m.test(text)) return undefined
  return {
    language: 'Python',
    ...named(/\bname\s*=\s*["']?([\w.-]{1,100})/.exec(text)?.[1]),
    role: /console_scripts/.test(text) ? 'executable' : 'library',
    packages: all(text, /["']([A-Za-z][\w.-]{1,60})(?:\[[\w,-]{1,60}\])?(?:[<>=~!][^"']{0,60})?["']/g).map(
      (one) => one.toLowerCase(),
    ),
    locals: [],
  }
}

export const requirements = ({ text }: SourceFile): Said => ({
  language: 'Python',
  packages: text.split('\n').flatMap((line) => requirementName(line) ?? []),
  locals: [],
})

/** A project of C or C++: only one that builds a program is told, libraries of C come by the hundred. */
export function cmake({ text }: SourceFile): Said | undefined {
  const name = /^\s*project\s*\(\s*([\w.-]{1,100})/im.exec(text)?.[1]
  return name && /^\s*add_executable\s*\(/im.test(text)
    ? {
        language: 'C++',
        name,
        role: 'executable',
        packages: all(text, /find_package\s*\(\s*(\w{1,60})/gi),
        locals: [],
      }
    : undefined
}
