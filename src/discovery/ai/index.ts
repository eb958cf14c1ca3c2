import type { AiUse, Link, Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import { deployableFolders } from '../third-parties/deployable-folder.ts'
import { isCode, isManifest, lookupOf, packagesOf } from '../third-parties/packages-of.ts'
import { AI_PACKAGES } from './ai-packages.ts'
import type { AiFact } from './contract.ts'
import { configuredServers, MCP_FILES, madeServers } from './mcp-servers.ts'
import { modelsOf, sentIn } from './models-of.ts'
import { AGENT_FILES, PROMPT_FILES, promptFile, promptsInCode } from './prompts-of.ts'

const aiPackage = lookupOf(AI_PACKAGES)
const PACKAGE_NAMES = new Set(AI_PACKAGES.map(({ name }) => name))
const SETTINGS =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|application[\w.-]*\.(?:ya?ml|properties)|appsettings[\w.-]*\.json|docker-compose[\w.-]*\.ya?ml|compose[\w.-]*\.ya?ml|values[\w.-]*\.ya?ml|[\w.-]*(?:llm|model|agent|config|settings)[\w.-]*\.(?:ya?ml|toml|json))$/i
const LOCK = /(?:^|\/)(?:package-lock\.json|[\w.-]*lock\.(?:json|ya?ml)|tsconfig[\w.-]*\.json)$/
const isSpecial = (path: string): boolean =>
  MCP_FILES.test(path) || PROMPT_FILES.test(path) || AGENT_FILES.test(path)

/** Artificial intelligence in use: packages, models, prompts, servers of the Model Context Protocol, agents, vector stores. */
export const ai: Unit<AiFact> = {
  id: 'ai',
  version: 1,
  wants: (path) =>
    !LOCK.test(path) &&
    (isSpecial(path) || isCode(path) || isManifest(path) || SETTINGS.test(path)) &&
    isOwnCode(path),
  read(file) {
    if (MCP_FILES.test(file.path)) return configuredServers(file)
    if (AGENT_FILES.test(file.path)) return promptFile(file, 'agent')
    if (PROMPT_FILES.test(file.path)) return promptFile(file, 'prompt')
    if (file.text.length > 1_500_000) return []
    if (!isCode(file.path) && !isManifest(file.path)) return modelsOf(file, false, true)
    return inCode(file)
  },
  join(files, tree) {
    const folderOf = deployableFolders(tree)
    const found = new Map<string, AiUse & { manifest?: true }>()
    for (const { path, facts } of files)
      for (const fact of facts) {
        const inPlace =
          fact.kind === 'prompt' ||
          fact.kind === 'mcp-server' ||
          (fact.kind === 'agent' && !PACKAGE_NAMES.has(fact.name))
        const place = inPlace ? path : folderOf(path)
        const key = `${fact.kind} ${fact.name} ${place}`
        const known = found.get(key)
        const uses = [...new Set([...(known?.uses ?? []), ...(fact.uses ?? [])])].slice(0, 200)
        const better = known?.manifest
          ? !fact.manifest
          : known !== undefined && !known.uses && fact.uses !== undefined
        const first = known && !better ? known : { ...fact, file: path }
        found.set(key, { ...first, ...(uses.length > 0 ? { uses } : {}) })
      }
    const all = [...found.values()]
    return { ai: all.map(({ manifest: _manifest, ...use }) => use), links: linksOf(all, folderOf) }
  },
}

function inCode(file: SourceFile): AiFact[] {
  const named = new Map<string, AiFact>()
  for (const one of packagesOf(file)) {
    const known = aiPackage(one)
    if (known && !named.has(known.name))
      named.set(known.name, {
        kind: known.kind,
        name: known.name,
        line: file.lineAt(one.offset),
        evidence: one.name,
        ...(one.by === 'manifest' ? { manifest: true as const } : {}),
      })
  }
  const packages = [...named.values()]
  if (isManifest(file.path)) return packages
  const usesSdk = packages.length > 0
  const sent = usesSdk ? sentIn(file.text) : []
  if (sent.length > 0) for (const one of packages) if (one.kind === 'sdk') one.uses = sent
  const models = modelsOf(file, usesSdk, false)
  const prompts = usesSdk || models.length > 0 || /prompt/i.test(file.path) ? promptsInCode(file) : []
  return [...packages, ...models, ...prompts, ...madeServers(file), ...(usesSdk ? agentsOf(file) : [])]
}

const AGENTS =
  /\b(?:new\s+)?(?:Agent|LlmAgent|AssistantAgent|ConversableAgent|UserProxyAgent|CodeAgent|ToolCallingAgent)(?:\[[^\]]{0,80}\])?\(\s*\{?\s*(?:name|role)?\s*[:=]?\s*(?:f)?["'`]([^"'`\n]{1,80})["'`]/g

const agentsOf = (file: SourceFile): AiFact[] =>
  [...file.text.matchAll(AGENTS)].map((match) => ({
    kind: 'agent',
    name: match[1] as string,
    line: file.lineAt(match.index),
    evidence: match[0].replace(/\s+/g, ' ').slice(0, 100),
  }))

function linksOf(all: readonly (AiUse & { manifest?: true })[], folderOf: (path: string) => string): Link[] {
  const links = new Map<string, Link>()
  for (const { kind, name, file, line, evidence, manifest } of all) {
    if (kind === 'prompt' || (kind === 'agent' && AGENT_FILES.test(file))) continue
    const link: Link = {
      from: `deployable:${folderOf(file)}`,
      kind: 'uses',
      to: `ai:${name}`,
      evidence: `${file}:${line} ${evidence}`,
      confidence: manifest ? 0.7 : 0.9,
    }
    if (!links.has(`${link.from} ${link.to}`)) links.set(`${link.from} ${link.to}`, link)
  }
  return [...links.values()]
}
