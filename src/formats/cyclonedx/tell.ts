import type { Component, Dependency } from '../../model/component.ts'
import type { Observation } from '../../model/observation.ts'
import type { Item, Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import { shaped } from '../values/lenient.ts'
import { componentOf, fullName } from './component.ts'
import type { Part } from './parts.ts'
import {
  type BomComponent,
  componentSchema,
  dependencySchema,
  metadataSchema,
  vulnerabilitySchema,
} from './schema.ts'
import { standingOf } from './standing.ts'
import { insideOf, type Known, type Survey } from './survey.ts'
import { observationsOf } from './vulnerability.ts'

/** What is read of one value, with the means to quote the part that it stands in. */
type Place = Pick<Part, 'name' | 'where' | 'value' | 'text'>

/** The items of one part, by what the survey knows. */
export function* itemsOf(part: Part, found: Survey): Generator<Item> {
  if (part.name === 'dependency') yield* dependencyOf(part, found)
  else if (part.name === 'vulnerability') yield* vulnerabilityOf(part, found)
  else if (part.name === 'metadata') yield* describedBy(part, found)
  else if (part.name !== 'bom') yield* componentsOf(part, found)
}

/** The component that the BOM describes. */
function* describedBy(part: Part, found: Survey): Generator<Item> {
  const read = shaped(metadataSchema, part)
  if (read.type === 'problem') yield problem(part.where, read.message)
  else if (read.value.component !== undefined)
    yield* componentsOf({ ...part, where: `${part.where}/component`, value: read.value.component }, found)
}

/** A component, the ones inside it, and the vulnerabilities that old XML BOMs put inside it. */
function* componentsOf(part: Place, found: Survey): Generator<Component | Observation | Problem> {
  const read = shaped(componentSchema, part)
  const { where } = part
  if (read.type === 'problem') {
    // What the BOM describes is often nameless; what it lists must not be.
    yield part.name === 'metadata' ? problem(where, read.message) : read
    return
  }
  const from = read.value
  const given = from['bom-ref'] ?? where
  const node = found.graph.at(given)
  const repeated = node.value?.told === true
  // Some tools list the described component once more among the others.
  if (!repeated || !isSame(from, node.value)) {
    if (repeated)
      yield problem(where, 'its bom-ref is used before in this BOM: what refers to it means the first one')
    const component = componentOf(from, {
      ref: repeated ? where : node.ref,
      componentType: part.name === 'service' ? 'service' : undefined,
      root: where === found.root?.where ? true : undefined,
      ...(repeated ? {} : standingOf(node, found)),
    })
    if (node.value && !repeated) {
      node.value.told = true
      node.value.path = component.path
    }
    yield component
  }
  for (const [index, value] of from.vulnerabilities.entries())
    yield* vulnerabilityOf({ ...part, where: `${where}/vulnerabilities/${index}`, value }, found, given)
  for (const [value, place] of insideOf(from, where))
    yield* componentsOf({ ...part, where: place, value }, found)
}

const isSame = (from: BomComponent, known: Known | undefined): boolean =>
  known?.name === fullName(from) && known.version === from.version && known.purl === from.purl

function* dependencyOf(part: Place, { graph }: Survey): Generator<Dependency | Problem> {
  const read = shaped(dependencySchema, part)
  if (read.type === 'problem') {
    yield problem(part.where, read.message)
    return
  }
  const { ref, dependsOn } = read.value
  const listedAs = (name: string): string | undefined => {
    const node = graph.find(name)
    return node?.value && node.ref
  }
  const user = listedAs(ref)
  const listed = dependsOn.map(listedAs).filter((name) => name !== undefined)
  const missing = dependsOn.length - listed.length + (user === undefined ? 1 : 0)
  if (missing > 0) {
    const message = `${missing} of its references name no component of this BOM: these edges are left out`
    yield problem(part.where, message)
  }
  if (user !== undefined) yield { type: 'dependency', ref: user, dependsOn: listed }
}

function* vulnerabilityOf(part: Place, found: Survey, holder?: string): Generator<Observation | Problem> {
  const read = shaped(vulnerabilitySchema, part)
  if (read.type === 'problem') yield read
  else
    yield* observationsOf(
      read.value,
      { where: part.where, raw: holder === undefined ? part.text() : part.text(part.value), holder },
      found,
    )
}
