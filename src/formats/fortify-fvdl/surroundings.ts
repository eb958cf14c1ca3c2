import type { CodeLocation } from '../../model/observation.ts'
import type { Input, ReadContext, ReportHeader } from '../contract.ts'
import { childrenOf, eachNode, type Node, textOf } from '../syntax/xml.ts'
import { positionIn } from '../values/fields.ts'
import { isoTime } from '../values/time.ts'
import { stepOf } from './step.ts'

/** What a report says beside its vulnerabilities. */
export interface Surroundings {
  header: ReportHeader
  /** By class. */
  descriptions: Map<string, Node>
  /** By id: name → value, such as `Impact` → `4.0`. */
  rules: Map<string, Map<string, string>>
  /** Steps that several ways have in common, by id. */
  steps: Map<string, CodeLocation>
  /** The code of a place, without the lines around it, by id. */
  snippets: Map<string, string>
}

const PATHS = {
  created: '/FVDL/CreatedTS/@',
  build: '/FVDL/Build/BuildID',
  version: '/FVDL/EngineData/EngineVersion',
  description: '/FVDL/Description',
  rule: '/FVDL/EngineData/RuleInfo/Rule',
  step: '/FVDL/UnifiedNodePool/Node',
  snippet: '/FVDL/Snippets/Snippet',
}

/** Damage is told by the reading of the vulnerabilities, which passes over the same text. */
export async function surroundings(input: Input, context: ReadContext): Promise<Surroundings> {
  const found: Surroundings = {
    header: { type: 'header', tool: 'Fortify SCA' },
    descriptions: new Map(),
    rules: new Map(),
    steps: new Map(),
    snippets: new Map(),
  }
  for await (const slice of eachNode(input, context, Object.values(PATHS)))
    if (slice.type === 'node') take(found, slice.path, slice.node)
  return found
}

function take(found: Surroundings, path: string, node: Node): void {
  const { id = '', classID = '', date, time } = node.attributes
  if (path === PATHS.created) addHeader(found, 'producedAt', isoTime(`${date} ${time}`))
  else if (path === PATHS.build) addHeader(found, 'target', textOf(node))
  else if (path === PATHS.version) addHeader(found, 'toolVersion', textOf(node))
  else if (path === PATHS.description) found.descriptions.set(classID, node)
  else if (path === PATHS.rule) found.rules.set(id, groupsIn(node.children[0]))
  else if (path === PATHS.step) {
    const step = stepOf(node)
    if (step) found.steps.set(id, step)
  } else {
    const code = codeOf(node)
    if (code) found.snippets.set(id, code)
  }
}

function addHeader(
  found: Surroundings,
  key: 'producedAt' | 'target' | 'toolVersion',
  value: string | undefined,
): void {
  if (value !== undefined) found.header[key] = value
}

/** `MetaInfo` as names and values. */
export const groupsIn = (metaInfo: Node | undefined): Map<string, string> =>
  new Map(childrenOf(metaInfo, 'Group').map((group) => [group.attributes.name ?? '', textOf(group) ?? '']))

/** The lines that the id names (`HASH#file:8:9`) out of those that are printed with some around them. */
function codeOf(snippet: Node): string | undefined {
  const [, first, last] = /:(\d+):(\d+)$/.exec(snippet.attributes.id ?? '') ?? []
  const start = positionIn(textOf(snippet, 'StartLine'))
  const text = childrenOf(snippet, 'Text')[0]?.text
  if (start === undefined || text === undefined) return undefined
  return (
    text
      .split(/\r?\n/)
      .slice(Number(first) - start, Number(last) - start + 1)
      .join('\n')
      .trim() || undefined
  )
}
