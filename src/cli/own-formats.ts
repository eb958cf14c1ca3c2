import type { z } from 'zod'
import type { mappings } from '../api/contract/index.ts'
import type { Format } from '../formats/contract.ts'
import type { OwnFormats } from '../formats/detect.ts'
import { knownFormats } from '../formats/known-formats.ts'
import { formatOf } from '../formats/mapping/format-of.ts'
import { readConfig } from '../platform/config.ts'
import { withApi } from './connect.ts'
import { messageOf } from './exit-code.ts'
import type { Output } from './output.ts'
import type { Wiring } from './wiring.ts'

type Stored = z.infer<typeof mappings.storedMapping>

/** The mappings of the instance that this command line works against; none where there is no instance. */
export async function storedMappings(wiring: Wiring): Promise<Stored[]> {
  if (!(await wiring.hasInstance(readConfig(process.env)))) return []
  return withApi(wiring, (api) => api.request<Stored[]>({ path: '/mappings' }))
}

/**
 * The same as formats, for commands that go without an instance too: asked for when no format that comes with Stance is meant,
 * and told rather than thrown when it cannot be asked.
 */
export function ownFormats(wiring: Wiring, out: Output): OwnFormats {
  let asked: Promise<Format[]> | undefined
  return async (id) => {
    if (id !== undefined && (await knownFormats()).some((format) => format.id === id)) return []
    asked ??= storedMappings(wiring).then(
      (stored) => stored.map(({ mapping, version }) => formatOf(mapping, { version })),
      (error: unknown) => {
        out.note(`stance: formats of your own are left out: ${messageOf(error)}`)
        return []
      },
    )
    const own = await asked
    return id === undefined ? own : own.filter((format) => format.id === id)
  }
}
