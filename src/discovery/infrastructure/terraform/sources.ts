import type { FileFacts } from '../../contract.ts'
import { folderOf } from '../../source/folder-of.ts'
import type { Hcl, HclAttribute, HclBlock } from '../../syntax/hcl-tree.ts'
import type { TerraformFact } from './contract.ts'

export interface Placed {
  block: HclBlock
  file: string
}

/** All that the files of one folder declare: a module. */
export interface Source {
  folder: string
  variables: Map<string, HclBlock>
  locals: Map<string, Hcl>
  outputs: Map<string, HclBlock>
  calls: Map<string, Placed>
  resources: Map<string, Placed>
  data: Map<string, Placed>
  /** Values of variables that are set beside it. */
  values: Map<string, Hcl>
}

/** A relative path from a folder, without `.` and `..`; undefined when it leads out of the tree. */
export function resolvePath(folder: string, path: string): string | undefined {
  const parts: string[] = []
  for (const part of `${path.startsWith('/') ? '' : folder}/${path}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined
    } else if (part !== '' && part !== '.') parts.push(part)
  }
  return parts.join('/')
}

/** The modules of the tree, by folder. Override files (`override.tf`) replace what they name. */
export function sourcesOf(files: readonly FileFacts<TerraformFact>[]): Map<string, Source> {
  const sources = new Map<string, Source>()
  const sourceOf = (folder: string): Source => {
    const known = sources.get(folder)
    if (known) return known
    const made: Source = {
      folder,
      variables: new Map(),
      locals: new Map(),
      outputs: new Map(),
      calls: new Map(),
      resources: new Map(),
      data: new Map(),
      values: new Map(),
    }
    sources.set(folder, made)
    return made
  }
  for (const { path, facts } of files)
    for (const fact of facts)
      if (fact.fact === 'config') for (const block of fact.blocks) take(sourceOf(folderOf(path)), block, path)
  for (const { path, facts } of files)
    for (const fact of facts) {
      const source = fact.fact === 'variables' ? sources.get(folderOf(path)) : undefined
      if (source && isApplied(path))
        for (const one of (fact as { attributes: HclAttribute[] }).attributes)
          source.values.set(one.name, one.value)
    }
  return sources
}

/** Files of values that are used without being asked for. */
const isApplied = (path: string): boolean =>
  /(?:^|\/)(?:terraform\.tfvars(?:\.json)?|[^/]+\.auto\.tfvars(?:\.json)?)$/.test(path)

function take(source: Source, block: HclBlock, file: string): void {
  const [first = '', second = ''] = block.labels
  if (block.type === 'variable') source.variables.set(first, block)
  else if (block.type === 'output') source.outputs.set(first, block)
  else if (block.type === 'module') source.calls.set(first, { block, file })
  else if (block.type === 'resource') source.resources.set(`${first}.${second}`, { block, file })
  else if (block.type === 'data') source.data.set(`${first}.${second}`, { block, file })
  else if (block.type === 'locals')
    for (const { name, value } of block.body.attributes) source.locals.set(name, value)
}

/** An attribute of a block. */
export const attributeOf = (block: HclBlock, name: string): Hcl | undefined =>
  block.body.attributes.find((one) => one.name === name)?.value

/** Where a module comes from, as written; undefined when it is computed. */
export function sourceText(block: HclBlock): string | undefined {
  const source = attributeOf(block, 'source')
  return source?.k === 'lit' && typeof source.v === 'string' ? source.v : undefined
}

export const isLocal = (source: string): boolean => /^\.\.?(?:\/|$)/.test(source)
