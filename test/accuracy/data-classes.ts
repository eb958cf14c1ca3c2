import { readFileSync } from 'node:fs'
import { classifyFields } from '../../src/discovery/data/classify/classify-fields.ts'

/** Schemas that nothing was ever tuned on. */
export const HELD_OUT: ReadonlySet<string> = new Set(['Hoppscotch', 'Medusa'])

/** One field of a real schema and what it holds, as somebody who reads the schema says. */
export interface Labelled {
  project: string
  model: string
  field: string
  type: string
  /** `none`, `unclear` (readers would differ; not counted), a class, or several that are right with `/` between. */
  label: string
  kind: string
}

export const labelled = (): Labelled[] =>
  readFileSync(new URL('./data-classes.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [project = '', model = '', field = '', type = '', label = '', kind = ''] = line.split('\t')
      return { project, model, field, type, label, kind }
    })

export interface Compared extends Labelled {
  /** Class that discovery gives; undefined = not sensitive. */
  said: string | undefined
  why: string
}

/** What discovery says of every labelled field. */
export function compare(rows: readonly Labelled[]): Compared[] {
  const said = new Map<string, { class: string; why: string }>()
  for (const project of new Set(rows.map((row) => row.project)))
    for (const one of classifyFields(
      rows
        .filter((row) => row.project === project)
        .map((row) => ({ model: row.model, name: row.field, type: row.type, line: 1, source: 'labelled' })),
    ))
      said.set(`${project}\0${one.model}\0${one.name}`, {
        class: one.class,
        why: `${one.kind}: ${one.evidence}`,
      })
  return rows.map((row) => {
    const found = said.get(`${row.project}\0${row.model}\0${row.field}`)
    return { ...row, said: found?.class, why: found?.why ?? '' }
  })
}

export interface Figures {
  right: number
  wrong: number
  missed: number
  precision: number
  recall: number
}

/** Precision and recall; a wrong class counts as wrong and as missed. `only` narrows to one class. */
export function figures(rows: readonly Compared[], only?: string): Figures {
  let [right, wrong, missed] = [0, 0, 0]
  for (const { label, said } of rows) {
    if (label === 'unclear') continue
    const labels = label.split('/')
    const ok = said !== undefined && labels.includes(said)
    if (said !== undefined && (!only || said === only)) ok ? right++ : wrong++
    if (label !== 'none' && !ok && (!only || labels[0] === only)) missed++
  }
  return {
    right,
    wrong,
    missed,
    precision: right / (right + wrong || 1),
    recall: right / (right + missed || 1),
  }
}
