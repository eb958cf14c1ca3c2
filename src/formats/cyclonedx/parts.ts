import type { Input, Problem, ReadContext } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { eachElement } from '../syntax/json.ts'
import { eachNode, xmlText } from '../syntax/xml.ts'
import { jsonShape, vulnerabilityNode } from './xml-shape.ts'

export type PartName = 'bom' | 'metadata' | 'component' | 'service' | 'dependency' | 'vulnerability'

/** One element of a BOM in the shape of its JSON schema, whichever syntax it came in. */
export interface Part {
  type: 'part'
  name: PartName
  where: string
  value: unknown
  /** What the document says of it, or of the vulnerability `inner` that stands in it, for `raw`. */
  text(inner?: unknown): string
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

/** BOMs up to this many bytes are parsed once; as objects they take some three times as much memory. */
const HELD = 8 * 1024 * 1024

/** However small they are. */
const MOST_HELD = 20_000

/** All parts of a small BOM; undefined for a large one. */
export async function heldParts(input: Input, context: ReadContext): Promise<(Part | Problem)[] | undefined> {
  let bytes = 0
  const counted: Input = {
    async *open() {
      bytes = 0
      for await (const chunk of input.open()) {
        bytes += chunk.length
        yield chunk
      }
    },
  }
  const parts: (Part | Problem)[] = []
  for await (const part of eachPart(counted, context, Object.keys(PLACES) as PartName[])) {
    if (bytes > HELD || parts.length === MOST_HELD) return undefined
    parts.push(part)
  }
  return parts
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
      const quote = (inner?: unknown) => (inner === undefined ? text : JSON.stringify(inner))
      yield { type: 'part', name: named.get(pattern) as PartName, where, value, text: quote }
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
      const quote = (inner?: unknown) => xmlText(vulnerabilityNode(inner) ?? node)
      yield { type: 'part', name, where, value: jsonShape(node), text: quote }
    }
  }
}
