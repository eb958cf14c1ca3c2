import { z } from 'zod'
import { number, text } from '../values/lenient.ts'
import { readBy } from '../values/read-schema.ts'

/** What is known of the run that a report is about. */
export interface Run {
  version?: string
  /** Kind and name of the model, as hit logs write them. */
  target?: string
  startedAt?: string
  /** Detectors give 0 … 1; from this on an output is a hit. */
  threshold?: number
}

const setup = z.object({
  garak_version: text,
  '_config.version': text,
  start_time: text,
  'run.eval_threshold': number,
  'plugins.target_type': text,
  'plugins.target_name': text,
  'plugins.model_type': text,
  'plugins.model_name': text,
})

/** What a record of a report that is no attempt tells of the run; targets were called models before 0.13. */
export function runIn(value: unknown): Run {
  const told = readBy(setup, value)
  if (!told) return {}
  const version = told.garak_version ?? told['_config.version']
  const type = told['plugins.target_type'] ?? told['plugins.model_type']
  const name = told['plugins.target_name'] ?? told['plugins.model_name']
  const threshold = told['run.eval_threshold']
  return {
    ...(version && { version }),
    ...((type ?? name) && { target: [type, name].filter(Boolean).join(' ') }),
    ...(told.start_time && { startedAt: told.start_time }),
    ...(threshold !== undefined && { threshold }),
  }
}
