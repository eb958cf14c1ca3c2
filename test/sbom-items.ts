import type { Item } from '../src/formats/contract.ts'
import type { Component } from '../src/model/component.ts'

/** A component of this package URL, with what a test cares about in `over`. */
export const component = (purl: string, over: Partial<Component> = {}): Component => {
  const [, name = '', version] = /([^/]+?)@([^@?]+)(?:\?.*)?$/.exec(purl) ?? []
  return {
    type: 'component',
    ref: purl,
    name: decodeURIComponent(name),
    ...(version && { version }),
    purl,
    ...over,
  }
}

export const uses = (ref: string, ...dependsOn: string[]): Item => ({ type: 'dependency', ref, dependsOn })
