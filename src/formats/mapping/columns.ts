import type { Input, Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import { sampleOf } from '../sample.ts'
import { UnreadableReport } from '../unreadable.ts'
import type { Plan } from './plan.ts'

/**
 * Tells which columns a table lacks. Throws UnreadableReport where it has none that the title is read from: another table must not
 * read as rows without findings.
 */
export async function requireColumns({ id, fields }: Plan, input: Input): Promise<Problem[]> {
  const { columns, head } = await sampleOf(input)
  const known = (names: string[]) => names.some((name) => columns?.includes(name))
  if (head === '') return []
  const wanted = fields.map(([field, { paths }]) => ({ field, columns: paths.flatMap(({ names }) => names) }))
  const missing = wanted.filter((one) => one.columns.length > 0 && !known(one.columns))
  const title = missing.find(({ field }) => field === 'title')
  if (title)
    throw new UnreadableReport(
      'broken',
      `This does not read as ${id}: it lacks the column ${title.columns.join(' or ')}. Choose the right format, or correct the mapping.`,
    )
  return missing.map(({ field, columns: names }) =>
    problem(
      'line 1',
      `the column "${names.join('" or "')}", which the mapping reads as ${field}, is not there`,
    ),
  )
}
