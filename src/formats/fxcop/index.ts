import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { childrenOf, eachNode, type Node } from '../syntax/xml.ts'
import { xmlRoot } from '../syntax/xml-root.ts'
import { issueObservation } from './observation.ts'

const RULE = '/FxCopReport/Rules/Rule'
const EXCEPTION = '/FxCopReport/Exceptions/Exception'

/** What messages may be about: an assembly, and what is in it. */
const TARGET = '/FxCopReport/Targets/Target'
const MODULE = `${TARGET}/Modules/Module`
const NAMESPACES = [`${MODULE}/Namespaces/Namespace`, '/FxCopReport/Namespaces/Namespace']
const TYPES = NAMESPACES.map((path) => `${path}/Types/Type`)
const MEMBERS = TYPES.map((path) => `${path}/Members/Member`)
const ACCESSORS = MEMBERS.map((path) => `${path}/Accessors/Accessor`)
const OWNERS = [
  TARGET,
  MODULE,
  `${TARGET}/Resources/Resource`,
  ...NAMESPACES,
  ...TYPES,
  ...MEMBERS,
  ...ACCESSORS,
]
const STARTS = OWNERS.map((path) => `${path}/@`)
const MESSAGES = OWNERS.map((path) => `${path}/Messages/Message`)

export const fxcop = {
  id: 'fxcop',
  name: 'FxCop',
  link: 'https://learn.microsoft.com/en-us/previous-versions/dotnet/netframework-3.0/bb429476(v=vs.80)',
  extensions: ['.xml'],
  kinds: ['code'],
  howTo: 'FxCopCmd.exe /file:shop.dll /out:fxcop.xml',
  detect,
  read,
} satisfies Format

function detect({ root }: Sample): number {
  return root?.name === 'FxCopReport' ? 1 : 0
}

/** Two passes: what is said of the rules stands behind the messages. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { attributes } = await xmlRoot(input, context, { name: 'FxCop XML', roots: ['FxCopReport'] })
  yield { type: 'header', tool: 'FxCop', ...(attributes.Version && { toolVersion: attributes.Version }) }
  const rules = await rulesIn(input, context)
  const names: string[] = []
  for await (const slice of eachNode(input, context, [...STARTS, ...MESSAGES, EXCEPTION])) {
    if (slice.type === 'problem') yield slice
    else if (slice.path === EXCEPTION)
      yield loss(slice.where, 'FxCop met an exception: what it would have found there is missing')
    else if (slice.path.endsWith('/@')) note(names, slice.path, slice.node)
    else yield* messageItems(slice.node, slice.where, { rules, owner: ownerIn(names, slice.path) })
  }
}

async function rulesIn(input: Input, context: ReadContext): Promise<Map<string, Node>> {
  const rules = new Map<string, Node>()
  for await (const slice of eachNode(input, context, [RULE]))
    if (slice.type === 'node') rules.set(slice.node.attributes.CheckId ?? '', slice.node)
  return rules
}

/** Each owner stands two elements deeper than the one that holds it. */
const depthOf = (path: string): number => path.split('/').length >> 1

function note(names: string[], path: string, node: Node): void {
  const depth = depthOf(path.slice(0, -2))
  names.length = depth
  names[depth] = node.attributes.Name ?? ''
}

const ownerIn = (names: string[], path: string): string =>
  names
    .slice(0, depthOf(path.slice(0, -'/Messages/Message'.length)) + 1)
    .filter(Boolean)
    .map((name) => name.replace(/^.*[\\/]/, '').replace(/^#/, ''))
    // An assembly of one module has its name.
    .filter((name, index, all) => name !== all[index - 1])
    .join('.')

function* messageItems(
  message: Node,
  where: string,
  around: { rules: ReadonlyMap<string, Node>; owner: string },
): Generator<Item> {
  const issues = childrenOf(message, 'Issue')
  if (!message.attributes.CheckId && !message.attributes.TypeName)
    yield loss(where, 'this message names no check and is left out')
  else
    for (const issue of issues.length > 0
      ? issues
      : [{ name: 'Issue', attributes: {}, text: '', children: [] }])
      yield issueObservation(issue, message, around)
}
