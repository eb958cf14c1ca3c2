import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import type { Item } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { flag, listOf, needed, number, part, shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import type { Survey } from './survey.ts'

const hashed = part(z.object({ hash: part(z.object({ value: text, algorithm: text })) }))

const schema = z.object({
  _id: z.number(),
  id: needed,
  is_project: flag,
  concluded_license: text,
  declared_licenses_processed: part(z.object({ spdx_expression: text })),
  detected_licenses: listOf(z.number()),
  binary_artifact: hashed,
  source_artifact: hashed,
  scope_excludes: listOf(z.number()),
})

/** A package of the model as a component. */
export function* packageItems(element: Element, known: Survey): Generator<Item> {
  const read = shaped(schema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const from = read.value
  const named = known.packages.get(from._id)
  if (!named) return
  const hash = from.binary_artifact?.hash?.value ? from.binary_artifact.hash : from.source_artifact?.hash
  yield withoutGaps({
    type: 'component' as const,
    ref: refOf(from._id),
    name: named.name,
    version: named.version,
    purl: named.purl,
    path: named.path,
    direct: named.direct,
    componentType: from.is_project ? 'application' : 'library',
    licenses: licensesOf(from, known),
    hashes: hash?.value && hash.algorithm ? { [hash.algorithm]: hash.value } : undefined,
    scope: scopeOf(from.scope_excludes, known),
    root: from.is_project || undefined,
  })
}

/** What people concluded stands before what the package declares, and that before what was found in its files. */
function licensesOf(from: z.output<typeof schema>, known: Survey): string[] {
  const said = from.concluded_license ?? from.declared_licenses_processed?.spdx_expression
  if (said) return [said]
  return from.detected_licenses.flatMap((id) => known.licenses.get(id) ?? [])
}

function scopeOf(excludes: number[], known: Survey): Component['scope'] {
  const reasons = excludes.map((id) => known.scopeExcludes.get(id) ?? '')
  if (reasons.length === 0) return undefined
  return reasons.some((reason) => reason.startsWith('TEST_')) ? 'test' : 'development'
}

const refOf = (id: number): string => `/packages/${id}`

interface TreeNode {
  pkg?: number | undefined
  children: TreeNode[]
}

const nodeSchema: z.ZodType<TreeNode> = z.lazy(() => z.object({ pkg: number, children: listOf(nodeSchema) }))

/** The edges of a project's tree; between a project and its packages stand scopes, which are no packages. */
export function* treeItems(element: Element): Generator<Item> {
  const tree = shaped(nodeSchema, element)
  if (tree.type === 'problem') {
    yield tree
    return
  }
  const told = new Set<number>()
  const waiting = [tree.value]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const below = packagesBelow(node)
    waiting.push(...below)
    if (node.pkg === undefined || told.has(node.pkg) || below.length === 0) continue
    told.add(node.pkg)
    const uses = below.map(({ pkg }) => refOf(pkg as number))
    yield { type: 'dependency', ref: refOf(node.pkg), dependsOn: [...new Set(uses)] }
  }
}

const packagesBelow = (node: TreeNode): TreeNode[] =>
  node.children.flatMap((child) => (child.pkg === undefined ? packagesBelow(child) : [child]))
