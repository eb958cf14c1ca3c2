import type { Deed, Script, Variable } from '../contract.ts'
import { fillVariables } from './fill-variables.ts'
import { KNOWN_COMMANDS, type KnownCommand, TAKING } from './known-commands.ts'
import { type Command, optionsOf, positionals, shellCommands } from './shell-commands.ts'

const KNOWN = KNOWN_COMMANDS.map((known) => ({ known, words: known.words.split(' ') }))

/** What the commands of a script build, push and deploy. Variables are filled in where the pipeline or the script says their value. */
export function deedsOf(script: Script, variables: readonly Variable[], folder = ''): Deed[] {
  const values = new Map(variables.map(({ name, value }) => [name, value]))
  const deeds: Deed[] = []
  for (const command of shellCommands(script)) {
    for (const [name, value] of command.assigns) values.set(name, fillVariables(value, values))
    if (command.words.length === 0) continue
    const command_ = { ...command, words: command.words.map((word) => fillVariables(word, values)) }
    deeds.push(...deedsOfCommand(command_, folder))
  }
  return deeds
}

function deedsOfCommand(command: Command, folder: string): Deed[] {
  const words = command.words.map((word, index) =>
    index === 0 && /^\/(?:usr\/)?(?:local\/)?bin\//.test(word) ? word.slice(word.lastIndexOf('/') + 1) : word,
  )
  const found = KNOWN.find(({ known, words: first }) => fits(words, first, known))
  if (!found) return jibDeeds(command, words)
  const { known, words: first } = found
  const rest = argumentsAfter(words, first)
  const where = [folder, command.folder].filter(Boolean).join('/')
  const evidence = command.text.slice(0, 200)
  const free = positionals(rest, TAKING)
  const context = contextOf(known, rest, free, where)
  const names = targetsOf(known, rest, free, where).filter(
    (name) => name !== '' && !/\s|^\$\(/.test(name.replace(/\$\{\{[^}]*\}\}/g, '')),
  )
  const pushes = known.pushesWith?.some((one) =>
    rest.some((word) => word === one || word.startsWith(`${one}=`)),
  )
  return names.flatMap((name) => {
    const deed: Deed = {
      does: known.does,
      what: name === known.name && known.what !== 'package' ? 'target' : known.what,
      name,
      line: command.line,
      evidence,
      ...(context === undefined ? {} : { context }),
    }
    return pushes ? [deed, { ...deed, does: 'pushes' as const }] : [deed]
  })
}

/** The words may have options between them: `kubectl -n shop apply`. The first word must be first. */
function fits(words: readonly string[], first: readonly string[], known: KnownCommand): boolean {
  if (words[0] !== first[0]) return false
  const plain = positionals(words, TAKING)
  const goal = (word: string | undefined, index: number) =>
    word === '*' ||
    plain[index] === word ||
    (word === 'deploy' && first[0]?.includes('mvn') && plain.includes('deploy'))
  if (!first.every(goal)) return false
  if (
    known.when &&
    !known.when.some((word) => words.some((one) => one === word || one.startsWith(`${word}=`)))
  )
    return false
  return !known.unless?.some((word) => words.includes(word))
}

function argumentsAfter(words: readonly string[], first: readonly string[]): string[] {
  let left = first.length
  const rest: string[] = []
  for (const word of words) {
    if (
      left > 0 &&
      !word.startsWith('-') &&
      (word === first[first.length - left] || first[first.length - left] === '*')
    )
      left--
    else rest.push(word)
  }
  return rest
}

function targetsOf(
  known: KnownCommand,
  rest: readonly string[],
  free: readonly string[],
  where: string,
): string[] {
  const paths = known.what === 'path'
  const named = known.options ? optionsOf(rest, known.options) : []
  if (named.length > 0) return paths ? named.map((one) => pathIn(where, one, known.name)) : named
  if (known.position !== undefined) {
    const one = free.at(known.position)
    if (one) return [paths ? pathIn(where, one, known.name) : one]
  }
  if (paths && !known.options && known.position === undefined) return [where || known.name || '.']
  return [known.name ?? '']
}

/** A path of the tree, or the tool's name when it is none (standard input, an address, a chart of a repository). */
function pathIn(where: string, path: string, otherwise = ''): string {
  if (path === '-' || /^[a-z][a-z+]*:\/\//.test(path) || /[$`{]/.test(path) || path.startsWith('/'))
    return otherwise
  const out: string[] = []
  for (const part of `${where}/${path}`.split('/'))
    if (part === '..') out.pop()
    else if (part && part !== '.') out.push(part)
  return out.join('/') || '.'
}

function contextOf(
  known: KnownCommand,
  rest: readonly string[],
  free: readonly string[],
  where: string,
): string | undefined {
  const said = known.contextOption
    ? optionsOf(rest, known.contextOption)[0]
    : free[known.context ?? Number.NaN]
  if (known.what !== 'image' || known.does !== 'builds' || said === undefined) return undefined
  const path = pathIn(where, said.replace(/^dir:\/\//, ''), '\0')
  return path === '\0' ? undefined : path
}

/** Jib and Spring Boot name their image in the build file or by a property. */
function jibDeeds(command: Command, words: readonly string[]): Deed[] {
  if (!/(?:^|\/)(?:mvnw?|gradlew?)$/.test(words[0] ?? '')) return []
  const goal = words.find((word) =>
    /(?:^|:)(?:jib|jib:build|jibDockerBuild|bootBuildImage|spring-boot:build-image)$/.test(word),
  )
  if (!goal) return []
  const name = words
    .map(
      (word) =>
        /^(?:-Dimage=|-Djib\.to\.image=|--imageName=|-Dspring-boot\.build-image\.imageName=)(.+)$/.exec(
          word,
        )?.[1],
    )
    .find(Boolean)
  const deed: Deed = {
    does: 'builds',
    what: name ? 'image' : 'target',
    name: name ?? goal.replace(/^:/, ''),
    line: command.line,
    evidence: command.text.slice(0, 200),
  }
  return /jib(?::build)?$/.test(goal) ? [deed, { ...deed, does: 'pushes' }] : [deed]
}
