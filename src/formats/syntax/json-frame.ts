import type { z } from 'zod'
import type { Input, Problem, ReadContext } from '../contract.ts'
import { UnreadableReport } from '../unreadable.ts'
import { wholeJson } from './json.ts'

/**
 * What stands around a document's large arrays (`omit`, patterns as of eachElement), for its header and to be sure that it is the
 * document it is taken for: a file without the lists that hold findings must not read as "no findings".
 * Throws UnreadableReport when it does not fit `schema`; `name` is the report's name for that message.
 * Damage is not told here, because whoever reads the arrays tells it; where nobody does, `damage` takes it.
 */
export async function jsonFrame<S extends z.ZodType>(
  input: Input,
  context: ReadContext,
  frame: { name: string; omit: string[]; schema: S; damage?: Problem[] },
): Promise<z.output<S>> {
  const { value, problems } = await wholeJson(input, context, frame.omit)
  frame.damage?.push(...problems)
  const result = frame.schema.safeParse(value)
  if (result.success) return result.data
  const missing = [...new Set(result.error.issues.map((issue) => issue.path.join('.') || 'the right root'))]
  throw new UnreadableReport(
    'broken',
    `This does not read as ${frame.name}: it lacks ${missing.join(', ')}. Choose the right format, or run the tool again.`,
  )
}
