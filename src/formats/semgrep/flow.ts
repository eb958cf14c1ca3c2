import { z } from 'zod'
import type { CodeLocation } from '../../model/observation.ts'
import { relativePath } from '../values/path.ts'
import { type Extra, place } from './result.ts'

const location = z.object({ path: z.string(), start: place, end: place })
const step = z.object({ location, content: z.string().optional() })
const pair = z.tuple([location, z.string()])

/** Source, variables in between and sink of a taint trace, in the order in which the data runs. */
export function flowOf(trace: Extra['dataflow_trace']): CodeLocation[] {
  if (!trace) return []
  return [...callTrace(trace.taint_source), ...steps(trace.intermediate_vars), ...callTrace(trace.taint_sink)]
}

/**
 * One end of a trace: `["CliLoc", [location, text]]`, or `["CliCall", [[location, text], variables, trace]]` for a call that
 * leads on; `{location, content}` in versions before 1.0.
 */
function callTrace(trace: unknown): CodeLocation[] {
  if (!Array.isArray(trace)) return steps([trace])
  const [kind, value] = trace
  if (kind === 'CliLoc') return placeOf(value)
  if (kind !== 'CliCall' || !Array.isArray(value)) return []
  return [...placeOf(value[0]), ...steps(value[1]), ...callTrace(value[2])]
}

function placeOf(value: unknown): CodeLocation[] {
  const result = pair.safeParse(value)
  return result.success ? [codeLocation(result.data[0], result.data[1])] : []
}

const steps = (list: unknown): CodeLocation[] =>
  (Array.isArray(list) ? list : []).flatMap((item) => {
    const result = step.safeParse(item)
    return result.success ? [codeLocation(result.data.location, result.data.content)] : []
  })

const codeLocation = ({ path, start, end }: z.output<typeof location>, snippet?: string): CodeLocation => ({
  path: relativePath(path),
  line: start.line,
  column: start.col,
  endLine: end.line,
  endColumn: end.col,
  snippet,
})
