import { parseAllDocuments } from 'yaml'
import { at, listOf, type Plain, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { SourceFile } from '../source/source-file.ts'
import type { DeployableFact } from './facts.ts'

const SKAFFOLD = /(?:^|\/)skaffold[\w.-]*\.ya?ml$/
const SCRIPT = /(?:^|\/)(?:Makefile|makefile|[\w.-]+\.(?:sh|mk)|justfile|Taskfile\.ya?ml)$/

export const isBuildFile = (path: string): boolean => SKAFFOLD.test(path) || SCRIPT.test(path)

/** Images that Skaffold or a script builds, with the folder that each is built from. */
export const readBuilds = (file: SourceFile): DeployableFact[] =>
  SKAFFOLD.test(file.path) ? inSkaffold(file) : inScript(file)

function inSkaffold({ text, folder }: SourceFile): DeployableFact[] {
  return parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' }).flatMap((document) => {
    const value = document.errors.length > 0 ? undefined : (document.toJS({ maxAliasCount: 100 }) as Plain)
    const builds = [at(value, 'build'), ...listOf(at(value, 'profiles')).map((one) => at(one, 'build'))]
    return builds.flatMap((build) =>
      listOf(at(build, 'artifacts')).flatMap((one): DeployableFact[] => {
        const image = textOf(at(one, 'image'))
        const around = joined(folder, textOf(at(one, 'context')) ?? '.')
        // Jib builds one project of a build of several, ko one program of a module.
        const inside =
          textOf(at(one, 'jib', 'project')) ?? textOf(at(one, 'ko', 'main')) ?? textOf(at(one, 'ko', 'dir'))
        const context = inside === undefined || inside.startsWith(':') ? around : joined(around, inside)
        const dockerfile = textOf(at(recordOf(at(one, 'docker')), 'dockerfile'))
        const line = image ? text.slice(0, Math.max(0, text.indexOf(image))).split('\n').length : 1
        return image
          ? [
              {
                fact: 'build',
                image,
                context,
                ...(dockerfile ? { dockerfile: joined(context, dockerfile) } : {}),
                line,
                by: 'skaffold',
              },
            ]
          : []
      }),
    )
  })
}

const COMMAND = /\b(?:docker|podman|nerdctl)\s+(?:buildx\s+)?build\b|\bbuildah\s+bud\b/
/** Options of `docker build` that take the next word as their value. */
const WITH_VALUE =
  /^(?:-t|--tag|-f|--file|--build-arg|--platform|--target|--label|--cache-from|--cache-to|--progress|--network|--secret|--ssh|--output|-o|--builder|--iidfile|--build-context)$/

function inScript({ text, folder }: SourceFile): DeployableFact[] {
  const out: DeployableFact[] = []
  const lines = text
    .slice(0, 500_000)
    .replace(/\\\r?\n/g, (found) => `${' '.repeat(found.length - 1)}\u0000`)
    .split('\n')
  let line = 1
  let inside = folder
  for (const raw of lines) {
    const at_ = line
    line += 1 + raw.split('\u0000').length - 1
    const words = raw.replaceAll('\u0000', ' ')
    const moved = /^\s*cd\s+([\w./-]{1,200})\s*$/.exec(words)?.[1]
    if (moved && !moved.startsWith('/')) inside = joined(inside, moved)
    const begin = COMMAND.exec(words)
    if (begin) out.push(...commandOf(words.slice(begin.index + begin[0].length), inside, at_))
  }
  return out
}

function commandOf(rest: string, folder: string, line: number): DeployableFact[] {
  const words =
    rest
      .split(/&&|\|\||[;|>]/)[0]
      ?.match(/"[^"]*"|'[^']*'|\S+/g)
      ?.map((word) => word.replace(/^["']|["']$/g, '')) ?? []
  const tags: string[] = []
  let [file, context]: (string | undefined)[] = [undefined, undefined]
  for (let i = 0; i < words.length; i++) {
    const word = words[i] as string
    const [option = '', inline] = word.startsWith('-') ? word.split(/=(.*)/s) : ['']
    if (option) {
      const value = inline ?? (WITH_VALUE.test(option) ? words[++i] : undefined)
      if (option === '-t' || option === '--tag') tags.push(value ?? '')
      if (option === '-f' || option === '--file') file = value
    } else context = word
  }
  if (!context || /[$`]/.test(context)) return []
  const from = joined(folder, context)
  return tags.flatMap((tag): DeployableFact[] => {
    // What a script fills in is a registry or a version; a name must be left.
    const image = tag.replace(/:\$.*$/, '').replace(/^(?:\$\{?\w+\}?\/?)+/, '')
    return /^[\w./:@-]{2,200}$/.test(image)
      ? [
          {
            fact: 'build',
            image,
            context: from,
            ...(file && !/[$`]/.test(file) ? { dockerfile: joined(folder, file) } : {}),
            line,
            by: 'script',
          },
        ]
      : []
  })
}

export function joined(folder: string, entry: string): string {
  const parts = folder === '' || folder === '.' ? [] : folder.split('/')
  for (const part of entry.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
