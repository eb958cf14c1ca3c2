import { ASSET_KINDS } from '../../model/asset.ts'
import type { Component } from '../../model/component.ts'
import { TOOL_KINDS } from '../../model/kind.ts'
import type { Item, ReportHeader } from '../contract.ts'
import { problem } from '../problem.ts'
import { shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { normalPurl } from '../values/purl.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { isKind, observationOf } from './finding.ts'
import { assetShape, type ComponentEntry, componentShape, findingShape, headerShape } from './shape.ts'

interface Entry {
  where: string
  value: unknown
  text: string
}

export function headerOf(value: unknown): ReportHeader {
  const { tool, toolVersion, target, producedAt, branch, revision } = readBy(headerShape, value) ?? {}
  return withoutGaps({
    type: 'header' as const,
    tool: tool?.name,
    toolVersion: tool?.version ?? toolVersion,
    target,
    producedAt: isoTime(producedAt),
    branch,
    revision,
  })
}

export function findingItems(entry: Entry): Item[] {
  const result = shaped(findingShape, entry)
  if (result.type === 'problem') return [result]
  const { kind } = result.value
  const observation = observationOf(result.value, entry.text)
  if (kind === undefined || isKind(kind)) return [observation]
  return [
    observation,
    problem(entry.where, `its kind is none of ${TOOL_KINDS.join(', ')}: taken as ${observation.kind}`),
  ]
}

/** How sure a reach is whose report does not say. */
const TOLD = 0.9

const SCOPES = ['runtime', 'development', 'optional', 'test'] as const

/** A component and, where it names what it uses, its edges. */
export function componentItems(entry: Entry): Item[] {
  const result = shaped(componentShape, entry)
  if (result.type === 'problem') return [result]
  const given = result.value
  const component = componentOf(given)
  const { dependsOn } = given
  return dependsOn.length === 0
    ? [component]
    : [component, { type: 'dependency', ref: component.ref, dependsOn }]
}

function componentOf({ dependsOn: _, scope, path, reach, ...given }: ComponentEntry): Component {
  const purl = normalPurl(given.purl)
  return withoutGaps({
    ...given,
    type: 'component' as const,
    ref: given.ref ?? purl ?? [given.group, given.name, given.version].filter(Boolean).join('@'),
    purl,
    scope: SCOPES.find((word) => word === scope),
    path: path && relativePath(path),
    reach: reach && {
      level: reach.level,
      atMost: reach.atMost ?? false,
      evidence: reach.evidence ?? 'as reported',
      confidence: Math.min(1, Math.max(0, reach.confidence ?? TOLD)),
    },
  })
}

export function assetItem(entry: Entry): Item {
  const result = shaped(assetShape, entry)
  if (result.type === 'problem') return result
  const kind = ASSET_KINDS.find((word) => word === result.value.kind)
  if (!kind)
    return problem(entry.where, `this asset is left out: its kind is none of ${ASSET_KINDS.join(', ')}`)
  return withoutGaps({ type: 'asset' as const, ...result.value, kind })
}
