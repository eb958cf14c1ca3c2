import type { Component } from '../../model/component.ts'
import { byWord } from '../values/by-word.ts'

export interface Edge {
  from: string
  to: string
  /** `contains` says what is in it, not what it needs. */
  kind: 'depends' | 'contains'
  scope?: Component['scope']
}

interface Meaning {
  kind: Edge['kind']
  /** The second element is the one that uses the first. */
  reversed?: true
  scope?: Component['scope']
}

/** Relationship types of SPDX 2 that are edges: https://spdx.github.io/spdx-spec/v2.3/relationships-between-SPDX-elements/ */
const VERSION_2: Record<string, Meaning> = {
  CONTAINS: { kind: 'contains' },
  CONTAINED_BY: { kind: 'contains', reversed: true },
  PACKAGE_OF: { kind: 'contains', reversed: true },
  DEPENDS_ON: { kind: 'depends' },
  DYNAMIC_LINK: { kind: 'depends' },
  STATIC_LINK: { kind: 'depends' },
  HAS_PREREQUISITE: { kind: 'depends' },
  DEPENDENCY_OF: { kind: 'depends', reversed: true },
  PREREQUISITE_FOR: { kind: 'depends', reversed: true },
  PROVIDED_DEPENDENCY_OF: { kind: 'depends', reversed: true },
  RUNTIME_DEPENDENCY_OF: { kind: 'depends', reversed: true, scope: 'runtime' },
  OPTIONAL_DEPENDENCY_OF: { kind: 'depends', reversed: true, scope: 'optional' },
  TEST_DEPENDENCY_OF: { kind: 'depends', reversed: true, scope: 'test' },
  TEST_TOOL_OF: { kind: 'depends', reversed: true, scope: 'test' },
  BUILD_DEPENDENCY_OF: { kind: 'depends', reversed: true, scope: 'development' },
  BUILD_TOOL_OF: { kind: 'depends', reversed: true, scope: 'development' },
  DEV_DEPENDENCY_OF: { kind: 'depends', reversed: true, scope: 'development' },
  DEV_TOOL_OF: { kind: 'depends', reversed: true, scope: 'development' },
}

/** Those of SPDX 3: https://spdx.github.io/spdx-spec/v3.0.1/model/Core/Vocabularies/RelationshipType/ */
const VERSION_3: Record<string, Meaning> = {
  contains: { kind: 'contains' },
  dependsOn: { kind: 'depends' },
  hasDynamicLink: { kind: 'depends' },
  hasStaticLink: { kind: 'depends' },
  hasPrerequisite: { kind: 'depends' },
  hasProvidedDependency: { kind: 'depends' },
  hasOptionalDependency: { kind: 'depends', scope: 'optional' },
}

/** Life cycle scopes of SPDX 3; `design` and `other` say nothing about running. */
const SCOPES: Record<string, Component['scope']> = byWord({
  runtime: 'runtime',
  test: 'test',
  build: 'development',
  development: 'development',
})

/** The edge that a relationship of SPDX 2 is; undefined for all others. */
export const edgeOf2 = (from: string, type: string, to: string): Edge | undefined =>
  edge(from, to, Object.hasOwn(VERSION_2, type) ? VERSION_2[type] : undefined)

export function edgeOf3(from: string, type: string, to: string, scope = ''): Edge | undefined {
  const found = edge(from, to, Object.hasOwn(VERSION_3, type) ? VERSION_3[type] : undefined)
  return found && Object.hasOwn(SCOPES, scope) ? { ...found, scope: SCOPES[scope] } : found
}

const edge = (from: string, to: string, meaning: Meaning | undefined): Edge | undefined =>
  meaning && {
    ...(meaning.reversed ? { from: to, to: from } : { from, to }),
    kind: meaning.kind,
    ...(meaning.scope && { scope: meaning.scope }),
  }
