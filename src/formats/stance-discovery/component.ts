import type { z } from 'zod'
import type { Component } from '../../model/component.ts'
import { withoutGaps } from '../values/observe.ts'
import { keptPurl } from '../values/purl.ts'
import type * as shape from './shape.ts'

const SCOPES = ['runtime', 'development', 'optional', 'test'] as const

/** A package that a tree uses. Which deployable uses it follows from the graph. */
export const componentItem = ({
  licenses,
  scope,
  purl,
  wanted,
  ...one
}: z.output<typeof shape.component>): Component =>
  withoutGaps({
    type: 'component' as const,
    ...one,
    purl: keptPurl(purl),
    licenses: licenses.length > 0 ? licenses : undefined,
    wanted: wanted.length > 0 ? wanted : undefined,
    scope: SCOPES.find((word) => word === scope),
  })
