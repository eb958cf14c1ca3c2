import type { Component, Dependency } from '../../model/component.ts'
import { type CopyStream, copyInto, type Tx } from '../../platform/database.ts'
import { componentRow, STAGED_COMPONENT_COLUMNS, STAGED_EDGE_COLUMNS } from './staged-component.ts'

/** A report's components on their way into staging, by COPY on a connection of its own, and their graph once all are there. */
export class ComponentStaging {
  readonly #tx: Tx
  readonly #asset: string
  readonly #report: string
  readonly #rows: CopyStream
  readonly #idOfRef = new Map<string, string>()
  readonly #seen = new Set<string>()
  readonly #edges: { scope: string; edge: Dependency }[] = []

  constructor(tx: Tx, { asset, report }: { asset: string; report: string }) {
    this.#tx = tx
    this.#asset = asset
    this.#report = report
    this.#rows = copyInto(tx, 'staged_component', STAGED_COMPONENT_COLUMNS)
  }

  /** Each package of a scope once, whatever refers to it. Returns a promise only where the caller should wait. */
  take(scope: string, component: Component): Promise<void> | undefined {
    const row = componentRow(this.#asset, this.#report, scope, component)
    this.#idOfRef.set(scope + component.ref, row.id)
    if (this.#seen.has(scope + row.id)) return undefined
    this.#seen.add(scope + row.id)
    return this.#rows.write(row.values)
  }

  /** Keeps an edge until all components are known. */
  link(scope: string, edge: Dependency): void {
    this.#edges.push({ scope, edge })
  }

  async end(): Promise<void> {
    await this.#rows.end()
    const stream = copyInto(this.#tx, 'staged_edge', STAGED_EDGE_COLUMNS)
    const seen = new Set<string>()
    for (const { scope, edge } of this.#edges) {
      const from = this.#idOfRef.get(scope + edge.ref)
      for (const ref of edge.dependsOn) {
        const to = this.#idOfRef.get(scope + ref)
        if (!from || !to || from === to || seen.has(scope + from + to)) continue
        seen.add(scope + from + to)
        await stream.write([this.#asset, this.#report, scope, from, to])
      }
    }
    await stream.end()
  }
}
