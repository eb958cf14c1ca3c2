import type { Input, Problem, ReadContext } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { eachNode, xmlText } from '../syntax/xml.ts'
import { jsonShape } from './xml-shape.ts'

export type PartName = 'bom' | 'metadata' | 'component' | 'service' | 'dependency' | 'vulnerability'

/** One element of a BOM in the shape of its JSON schema, whichever syntax it came in. */
export interface Part {
  type: 'part'
  name: PartName
  where: string
  value: unknown
  /** What the document says, for `raw`. */
  text(): string
}

const PLACES: Record<PartName, { json: string; xml: string }> = {
  /** What every BOM has: its version of the specification, or the root element. */
  bom: { json: '/specVersion', xml: '/bom/@' },
  metadata: { json: '/metadata', xml: '/bom/metadata' },
  component: { json: '/components/*', xml: '/bom/components/component' },
  service: { json: '/services/*', xml: '/bom/services/service' },
  dependency: { json: '/dependencies/*', xml: '/bom/dependencies/dependency' },
  vulnerability: { json: '/vulnerabilities/*', xml: '/bom/vulnerabilities/vulnerability' },
}

/** The parts with these names, in the order of the document. */
export async function* eachPart(
  input: Input,
  context: ReadContext,
  names: PartName[],
): AsyncGenerator<Part | Problem> {
  if ((await firstCharacter(input)) === '<') yield* eachXmlPart(input, context, names)
  else yield* eachJsonPart(input, context, names)
}

async function* eachJsonPart(
  input: Input,
  context: ReadContext,
  names: PartName[],
): AsyncGenerator<Part | Problem> {
  const named = new Map(names.map((name) => [PLACES[name].json, name]))
  for await (const element of eachElement(input, context, [...named.keys()])) {
    if (element.type === 'problem') yield element
    else {
      const { pattern, where, value, text } = element
      yield { type: 'part', name: named.get(pattern) as PartName, where, value, text: () => text }
    }
  }
}

async function* eachXmlPart(
  input: Input,
  context: ReadContext,
  names: PartName[],
): AsyncGenerator<Part | Problem> {
  const named = new Map(names.map((name) => [PLACES[name].xml, name]))
  for await (const slice of eachNode(input, context, [...named.keys()])) {
    if (slice.type === 'problem') yield slice
    else {
      const { path, where, node } = slice
      const name = named.get(path) as PartName
      yield { type: 'part', name, where, value: jsonShape(node), text: () => xmlText(node) }
    }
  }
}
