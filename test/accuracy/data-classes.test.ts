import { expect, test } from 'vitest'
import { compare, figures, HELD_OUT, labelled } from './data-classes.ts'

const rows = labelled()
const compared = compare(rows)
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const line = (name: string, only?: string, of = compared): string => {
  const { right, wrong, missed, precision, recall } = figures(of, only)
  return `${name.padEnd(18)} precision ${percent(precision).padStart(7)}  recall ${percent(recall).padStart(7)}  (${right} right, ${wrong} wrong, ${missed} missed)`
}

test('the set is large, of many schemas, and mostly of fields that are not sensitive', () => {
  const counted = rows.filter((row) => row.label !== 'unclear')
  expect(counted.length).toBeGreaterThanOrEqual(500)
  expect(new Set(rows.map((row) => row.project)).size).toBeGreaterThanOrEqual(5)
  expect(counted.filter((row) => row.label === 'none').length / counted.length).toBeGreaterThan(0.6)
  expect(HELD_OUT.size).toBeGreaterThanOrEqual(2)
})

test('precision and recall are at least 0.9, over all and on schemas that nothing was tuned on', () => {
  const projects = [...new Set(rows.map((row) => row.project))]
  const classes = ['pii', 'phi', 'pci', 'credentials', 'financial', 'location', 'minors']
  const held = compared.filter((row) => HELD_OUT.has(row.project))
  console.log(
    [
      line('all'),
      line('held out', undefined, held),
      ...projects.map((project) =>
        line(
          project,
          undefined,
          compared.filter((row) => row.project === project),
        ),
      ),
      ...classes.map((one) => line(one, one)),
    ].join('\n'),
  )
  for (const of of [compared, held]) {
    const { precision, recall } = figures(of)
    expect(precision).toBeGreaterThanOrEqual(0.9)
    expect(recall).toBeGreaterThanOrEqual(0.9)
  }
})
