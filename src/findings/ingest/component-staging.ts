import type { Component, Dependency } from '../../model/component.ts'
import { type CopyStream, copyInto, type Tx } from '../../platform/database.ts'
import { ComponentGraph } from './component-graph.ts'
import { componentRow, STAGED_COMPONENT_COLUMNS, STAGED_EDGE_COLUMNS } from './staged-component.ts'

/** A report's components on their way into staging, by COPY on a connection of its own, and their graph once all are there. */
export class ComponentStaging {
  readonly #tx: Tx
  readonly #asset: string
  readonly #report: string
  readonly #rows: CopyStream
  readonly #graphs = new Map<string, ComponentGraph>()

  constructor(tx: Tx, { asset, report }: { asset: string; report: string }) {
    this.#tx = tx
    this.#asset = asset
    this.#report = report
    this.#rows = copyInto(tx, 'staged_component', STAGED_COMPONENT_COLUMNS)
  }

  /** Each package of a scope once, whatever refers to it. Returns a promise only where the caller should wait. */
  take(scope: string, component: Component): Promise<void> | undefined {
    const row = componentRow(this.#asset, this.#report, scope, component)
    return this.#graphOf(scope).place(component.ref, row.id) ? this.#rows.write(row.values) : undefined
  }

  /** Keeps an edge until all components are known. */
  link(scope: string, { ref, dependsOn }: Dependency): void {
    this.#graphOf(scope).link(ref, dependsOn)
  }

  async end(): Promise<void> {
    await this.#rows.end()
    const stream = copyInto(this.#tx, 'staged_edge', STAGED_EDGE_COLUMNS)
    for (const [scope, graph] of this.#graphs)
      for (const [from, to] of graph.edges()) await stream.write([this.#asset, this.#report, scope, from, to])
    await stream.end()
    // What was staged is asked of until the report is applied, and this with it.
    this.#graphs.clear()
  }

  #graphOf(scope: string): ComponentGraph {
    const graph = this.#graphs.get(scope) ?? new ComponentGraph()
    this.#graphs.set(scope, graph)
    return graph
  }
}
