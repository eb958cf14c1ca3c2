import type { PlainRecord } from '../../../formats/infrastructure/plain.ts'

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
