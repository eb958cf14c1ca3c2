import { knownResources } from '../../../formats/infrastructure/terraform/known-resources.ts'
import type { DiscoveryProblem, FileFacts, Unit } from '../../contract.ts'
import { isOwnCode } from '../../source/own-code.ts'
import type { SourceFile } from '../../source/source-file.ts'
import { parseHcl } from '../../syntax/hcl.ts'
import { describe } from '../describe-declared.ts'
import type { TerraformFact } from './contract.ts'
import { mergeKnown } from './merge-known.ts'
import { ModuleInstance, type World } from './module-instance.ts'
import { readJsonBlocks } from './read-json.ts'
import { isLocal, resolvePath, type Source, sourcesOf, sourceText } from './sources.ts'
import { templateText } from './template-text.ts'

const CONFIG = /\.(?:tf|tofu)$/
const CONFIG_JSON = /\.(?:tf|tofu)\.json$/
const VALUES = /\.tfvars$/
const VALUES_JSON = /\.tfvars\.json$/
const TEXTS = /\.(?:tpl|tftpl|json)$/
const STATES = /\.(?:json|tfstate)$/
const NOT_OURS =
  /(?:^|\/)(?:\.terraform|node_modules|cdk\.out)\/|(?:^|\/)(?:package(?:-lock)?|tsconfig[^/]*|composer)\.json$/
const MOST_TEXT = 64 * 1024
const WORTH_KEEPING = /"Statement"|"image"|portMappings/

/** Terraform and OpenTofu: configuration with its modules and variables as far as they are static, plans and states. */
export const terraform: Unit<TerraformFact> = {
  id: 'terraform',
  version: 1,
  wants: (path) =>
    (CONFIG.test(path) || VALUES.test(path) || TEXTS.test(path) || STATES.test(path)) &&
    isOwnCode(path) &&
    !NOT_OURS.test(path),
  read: (file) => readFile(file),
  join(files) {
    const sources = sourcesOf(files)
    const world: World = {
      sources,
      texts: textsOf(files),
      budget: { left: 3_000_000 },
      modules: { left: 500 },
    }
    const declared = rootsOf(sources).flatMap((source) =>
      new ModuleInstance(source, world, source.folder, () => undefined).declared(),
    )
    return { ...describe(mergeKnown(declared, files), 'Terraform'), problems: problemsOf(files, world) }
  },
}

function readFile(file: SourceFile): TerraformFact[] {
  const { path, text } = file
  if (CONFIG_JSON.test(path)) return [{ fact: 'config', blocks: readJsonBlocks(text) }]
  if (VALUES_JSON.test(path)) {
    const blocks = readJsonBlocks(`{"locals":${text}}`)
    return blocks.map(({ body }) => ({ fact: 'variables', attributes: body.attributes }))
  }
  if (CONFIG.test(path) || VALUES.test(path)) {
    const { body, broken } = parseHcl(text)
    if (VALUES.test(path)) return [{ fact: 'variables', attributes: body.attributes }]
    return [{ fact: 'config', blocks: body.blocks, ...(broken === undefined ? {} : { broken }) }]
  }
  const known = STATES.test(path) ? knownResources(text) : undefined
  if (known) return [{ fact: 'known', resources: known }]
  if (text.length > MOST_TEXT || !WORTH_KEEPING.test(text)) return []
  return [{ fact: 'text', text: templateText(text) }]
}

/** Folders that no other one uses as a module: where a run begins. */
function rootsOf(sources: ReadonlyMap<string, Source>): Source[] {
  const used = new Set<string>()
  for (const source of sources.values())
    for (const { block } of source.calls.values()) {
      const from = sourceText(block)
      const folder = from !== undefined && isLocal(from) ? resolvePath(source.folder, from) : undefined
      if (folder !== undefined && folder !== source.folder) used.add(folder)
    }
  return [...sources.values()].filter(({ folder }) => !used.has(folder))
}

function textsOf(files: readonly FileFacts<TerraformFact>[]): World['texts'] {
  return new Map(
    files.flatMap(({ path, facts }) =>
      facts.flatMap((one) => (one.fact === 'text' ? [[path, one.text] as const] : [])),
    ),
  )
}

function problemsOf(files: readonly FileFacts<TerraformFact>[], world: World): DiscoveryProblem[] {
  const broken = files.flatMap(({ path, facts }) =>
    facts.flatMap((one) =>
      one.fact === 'config' && one.broken !== undefined
        ? [
            {
              where: `${path}:${one.broken}`,
              message: 'terraform could not read this part. Blocks around it may be missing from the result.',
            },
          ]
        : [],
    ),
  )
  if (world.budget.left >= 0 && world.modules.left >= 0) return broken
  return [
    ...broken,
    {
      where: '.',
      message:
        'terraform stopped evaluating: modules or expressions multiply too much. Values are missing from the result.',
    },
  ]
}
