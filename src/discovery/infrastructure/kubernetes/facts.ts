import type { PlainRecord } from '../plain.ts'

/** What a file says for a cluster. Plain JSON; kept by the file's content. */
export type ClusterFact =
  /** An object with `apiVersion` and `kind`; `lines` are places of texts inside it that evidence may name. */
  | { fact: 'object'; line: number; object: PlainRecord; lines: [string, number][] }
  /** A file below a chart's `templates`, as it is: it can only be rendered with the chart's values. */
  | { fact: 'template'; text: string }
  | { fact: 'chart'; chart: PlainRecord }
  | { fact: 'values'; values: PlainRecord }
  | { fact: 'kustomization'; kustomization: PlainRecord }
  /** Operations of a JSON patch, for a kustomization that names the file. */
  | { fact: 'patch'; operations: PlainRecord[] }
  /** A part of the file that could not be read; the rest was. */
  | { fact: 'flaw'; line: number; message: string }

/** An object that is in force, after rendering and patching. */
export interface Manifest {
  object: PlainRecord
  file: string
  line: number
  lines: ReadonlyMap<string, number>
  /** Manifests of one set belong together: a folder, a chart, an overlay. Names are looked up in their own set first. */
  set: string
  /** 1 = as written, less = rendered or guessed. */
  confidence: number
  /** Attributes that tell how it came about: `chart`, `overlay`. */
  origin: Record<string, string>
}
