import type { LockedPackage, LockFact } from './contract.ts'
import { integrityHashes } from './hashes.ts'
import { lock } from './lock.ts'

interface Block {
  specs: string[]
  version?: string
  integrity?: string
  uses: string[]
  mayUse: string[]
}

/** yarn.lock of Yarn 1: blocks of lines, each for the requests that one version answers. https://classic.yarnpkg.com/docs/yarn-lock/ */
export function yarnClassic(text: string): LockFact {
  const blocks = blocksOf(text)
  const keyOf = new Map<string, string>()
  const found: [string, string[]][] = []
  const keys = new Map(blocks.map((block) => [block, keyFor(block)]))
  for (const [block, key] of keys)
    for (const spec of block.specs) {
      keyOf.set(spec, key)
      found.push([spec, [key]])
    }
  const lead = (specs: string[]): string[] => specs.flatMap((spec) => keyOf.get(spec) ?? [])
  const packages = [...keys].map(
    ([{ specs, version, integrity, uses, mayUse }, key]): LockedPackage => ({
      key,
      type: 'npm',
      name: nameOf(specs),
      ...(version ? { version } : {}),
      uses: lead(uses),
      mayUse: lead(mayUse),
      ...integrityHashes(integrity),
    }),
  )
  return lock(packages, { manifest: 'npm', found })
}

const keyFor = ({ specs, version = '' }: Block): string => `${nameOf(specs)}@${version}`

/** `alias@npm:@scope/name@^1` → `@scope/name`: of several requests for one archive any may be the one that says whose it is. */
const nameOf = (specs: readonly string[]): string => {
  const asked = specs.map((spec) => /^(@?[^@]*)@(.*)$/.exec(spec) ?? [])
  const [meant] = asked.flatMap(([, , range = '']) => /^npm:(@?[^@]+)/.exec(range)?.[1] ?? [])
  return meant ?? asked[0]?.[1] ?? ''
}

const unquoted = (word: string): string => word.trim().replace(/^"(.*)"$/, '$1')

function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let list: string[] | undefined
  for (const line of text.split('\n')) {
    if (line.startsWith('#') || line.trim() === '') continue
    const block = blocks.at(-1)
    if (!line.startsWith(' ')) {
      const specs = line.trim().replace(/:$/, '').split(/,\s*/).map(unquoted).filter(Boolean)
      if (specs.length > 0) blocks.push({ specs, uses: [], mayUse: [] })
      list = undefined
      continue
    }
    const [, indent = '', name = '', value = ''] = /^( +)("[^"]*"|\S+)(?: +(.*))?$/.exec(line) ?? []
    if (!block) continue
    if (indent.length > 2) list?.push(`${unquoted(name)}@${unquoted(value)}`)
    else if (name === 'dependencies:') list = block.uses
    else if (name === 'optionalDependencies:') list = block.mayUse
    else {
      list = undefined
      if (name === 'version') block.version = unquoted(value)
      if (name === 'integrity') block.integrity = unquoted(value)
    }
  }
  return blocks
}
