import type { Component } from '../../model/component.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { PackageOfPath } from './package-of-path.ts'

// One host does not run more.
const MOST = 20_000
const CONFIDENCE = 0.9

/** Packages that a source saw loaded, each once with the first thing that showed it. They have no package URL: the asset's own list knows them by name. */
export class LoadedComponents {
  readonly #found = new Map<string, Component>()
  #beyond = 0

  add({ name, version }: PackageOfPath, evidence: string): void {
    const ref = version ? `${name}@${version}` : name
    if (this.#found.has(ref)) return
    if (this.#found.size >= MOST) {
      this.#beyond++
      return
    }
    this.#found.set(ref, {
      type: 'component',
      ref,
      name,
      ...(version ? { version } : {}),
      componentType: 'library',
      scope: 'runtime',
      reach: { level: 'loaded', atMost: false, evidence: evidence.slice(0, 1000), confidence: CONFIDENCE },
    })
  }

  *items(): Generator<Item> {
    yield* this.#found.values()
    if (this.#beyond > 0)
      yield loss(
        '',
        `${this.#beyond} further places of loaded packages are beyond what is kept of one report`,
      )
  }
}
