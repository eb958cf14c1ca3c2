import { type Copy, DockerfileParser, type Instruction } from 'dockerfile-ast'
import type { SourceFile } from '../../source/source-file.ts'

/** What a Dockerfile says. Lines count from 1. */
export interface DockerfileFact {
  fact: 'dockerfile'
  stages: { image: string; name?: string; line: number; platform?: string }[]
  /** The image that the last stage goes back to, through stages that build on stages. */
  base: string
  ports: string[]
  user?: string
  healthcheck: boolean
  entrypoint?: string
  labels: Record<string, string>
  /** Images that files are copied out of: `COPY --from=image`. */
  copiesFrom: { image: string; line: number }[]
  /** Addresses among the settings of the last stage: its variables that name a host. */
  settings: Record<string, string>
  /** First folders or files of the context that go into the image. */
  sources: string[]
}

const NAME =
  /(?:^|\/)(?:(?:Dockerfile|Containerfile)(?:[._-][\w.-]+)?|[\w.-]+\.(?:Dockerfile|dockerfile|Containerfile))$/

export const isDockerfile = (path: string): boolean =>
  NAME.test(path) && !/\.(?:dockerignore|md|sh|tmpl|j2|erb)$|(?:^|\/)\.devcontainer\//.test(path)

/** Reads a Dockerfile; arguments of FROM are filled in with their defaults. Throws where no stage begins. */
export function readDockerfile(file: SourceFile): DockerfileFact[] {
  const dockerfile = DockerfileParser.parse(file.text.slice(0, 500_000))
  const variables = new Map<string, string>()
  for (const one of dockerfile.getInitialARGs()) {
    const property = one.getProperty()
    const value = property?.getValue()
    if (property && value) variables.set(property.getName(), fill(value, variables))
  }
  const fact: DockerfileFact = {
    fact: 'dockerfile',
    stages: [],
    base: '',
    ports: [],
    healthcheck: false,
    labels: Object.create(null),
    copiesFrom: [],
    settings: Object.create(null),
    sources: [],
  }
  for (const one of dockerfile.getFROMs()) {
    const image = fill(one.getImage() ?? '', variables)
    const name = one.getBuildStage()
    if (image) fact.stages.push({ image, line: lineOf(one), ...(name ? { name: name.toLowerCase() } : {}) })
  }
  if (fact.stages.length === 0) throw new Error('no stage (FROM) in this Dockerfile')
  fact.base = baseOf(fact)
  let last = 0
  dockerfile.getInstructions().forEach((one, i) => {
    if (one.getKeyword() === 'FROM') last = i
  })
  for (const [i, one] of dockerfile.getInstructions().entries()) note(one, i > last, fact, variables)
  fact.ports = [...new Set(fact.ports)]
  fact.sources = [...new Set(fact.sources)].slice(0, 30)
  return [fact]
}

/** Notes one instruction. Only the last stage becomes the image: what other stages expose or run is not in it. */
function note(one: Instruction, final: boolean, fact: DockerfileFact, variables: Map<string, string>): void {
  const words = one.getArguments().map((argument) => argument.getValue())
  const text = one.getArgumentsContent() ?? ''
  switch (one.getKeyword()) {
    case 'ARG':
    case 'ENV': {
      for (const [name, value] of pairsIn(text)) {
        if (!variables.has(name)) variables.set(name, fill(value, variables))
        if (final && one.getKeyword() === 'ENV' && HOST_SETTING.test(name) && !SECRET_SETTING.test(name))
          fact.settings[name] = fill(value, variables)
            .replace(/:\/\/[^\s/@]{1,200}@/, '://')
            .slice(0, 300)
      }
      break
    }
    case 'EXPOSE':
      if (final)
        fact.ports.push(
          ...words
            .map((word) => fill(word, variables).replace(/\/\w+$/, ''))
            .filter((port) => /^\d[\d-]*$/.test(port)),
        )
      break
    case 'USER':
      if (final) fact.user = fill(words[0] ?? '', variables)
      break
    case 'HEALTHCHECK':
      if (final) fact.healthcheck = words[0]?.toUpperCase() !== 'NONE'
      break
    case 'ENTRYPOINT':
    case 'CMD':
      if (final && (fact.entrypoint === undefined || one.getKeyword() === 'ENTRYPOINT'))
        fact.entrypoint = text.slice(0, 300)
      break
    case 'LABEL':
      for (const [, key, value] of text.matchAll(/([\w./-]{1,100})=("[^"]{0,500}"|\S{1,500})/g))
        if (final) fact.labels[key as string] = fill(unquoted(value as string), variables)
      break
    case 'COPY':
    case 'ADD':
      noteCopy(one, fact, variables)
  }
}

function noteCopy(one: Instruction, fact: DockerfileFact, variables: Map<string, string>): void {
  const from = 'getFromFlag' in one ? (one as Copy).getFromFlag()?.getValue() : undefined
  if (from) {
    const image = fill(from, variables)
    const stage = /^\d+$/.test(image) || fact.stages.some(({ name }) => name === image.toLowerCase())
    if (!stage && /^[\w.\-/:@]+$/.test(image)) fact.copiesFrom.push({ image, line: lineOf(one) })
    return
  }
  const words = one
    .getArguments()
    .map((argument) => argument.getValue())
    .filter((word) => !word.startsWith('--'))
  for (const word of words.slice(0, -1)) {
    const path = word.replace(/^["'[]+|["',]+$/g, '').replace(/^\.\//, '')
    if (!/^[a-z]+:\/\//i.test(path) && path !== '') fact.sources.push(path)
  }
}

function baseOf({ stages }: DockerfileFact): string {
  let at = stages.length - 1
  for (let steps = 0; steps < stages.length; steps++) {
    const image = stages[at]?.image ?? ''
    const stage = stages.findIndex(({ name }, i) => i < at && name === image.toLowerCase())
    if (stage < 0) return image
    at = stage
  }
  return stages[at]?.image ?? ''
}

const HOST_SETTING = /host|addr|url|uri|endpoint|server|broker|service|upstream/i
const SECRET_SETTING = /pass|secret|token|credential|private|(?:^|_)key(?:$|_)/i

/** `NAME=value NAME2="value"`, or the old `NAME value`. */
function pairsIn(text: string): [string, string][] {
  const pairs = [
    ...text.slice(0, 10_000).matchAll(/([A-Za-z_]\w{0,100})=("[^"]{0,500}"|'[^']{0,500}'|[^\s\\]{0,500})/g),
  ]
  if (pairs.length > 0) return pairs.map(([, name, value]) => [name as string, unquoted(value as string)])
  const found = /^([A-Za-z_]\w{0,100})\s+(\S.{0,500})$/.exec(text)
  return found ? [[found[1] as string, unquoted(found[2] as string)]] : []
}

const lineOf = (one: Instruction): number => one.getRange().start.line + 1
const unquoted = (text: string): string => text.replace(/^(["'])(.*)\1$/, '$2')

const fill = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(
    /\$\{(\w{1,100})(?::?-([^}]{0,200}))?\}|\$(\w{1,100})/g,
    (whole, braced?: string, fallback?: string, bare?: string) =>
      variables.get(braced ?? bare ?? '') ?? fallback ?? whole,
  )
