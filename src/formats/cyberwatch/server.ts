import { z } from 'zod'
import type { ProducerVerdict, Resource } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import { severityOfWord } from '../../model/severity.ts'
import { flag, label, needed, text } from '../values/lenient.ts'

/** A machine on which something was found. `active` is a flag for CVEs and a word for security issues. */
export const serverSchema = z.object({
  computer_id: label,
  computer_name: needed,
  computer_os_name: text,
  computer_os_arch: text,
  active: z.union([flag, text]),
  ignored: flag,
  detected_at: text,
  fixed_at: text,
  comment: text,
})

export type Server = z.output<typeof serverSchema>

/** Machines may share a name, so that their id is part of the address. */
export const resourceOf = ({ computer_name: name, computer_id: id }: Server): Resource => ({
  address: id ? `${name} (${id})` : name,
  type: 'host',
})

export const attributesOf = (server: Server): Record<string, string | undefined> => ({
  id: server.computer_id,
  os: server.computer_os_name,
  architecture: server.computer_os_arch,
})

/** `fixed_at` stands where it is no longer there. */
export function verdictOf({ active, ignored, fixed_at, comment }: Server): ProducerVerdict | undefined {
  const reason = comment && { reason: comment }
  if (ignored || active === 'ignored') return { state: 'accepted', ...reason, source: 'cyberwatch' }
  const isOver = active === false || active === 'false' || active === 'fixed' || active === 'inactive'
  return isOver || (fixed_at && active !== true && active !== 'active' && active !== 'true')
    ? { state: 'fixed', ...reason, source: 'cyberwatch' }
    : undefined
}

/** `level_high` */
export const severityOfLevel = (level: string | undefined): Severity =>
  severityOfWord(level?.replace(/^level_/, ''))
