import type { z } from 'zod'
import type { mappings } from '../api/contract/index.ts'
import { readMapping } from '../formats/mapping/mapping-file.ts'
import type { Mapping } from '../formats/mapping/schema.ts'
import { withApi } from './connect.ts'
import { textFile } from './text-file.ts'
import type { Wiring } from './wiring.ts'

/** A mapping out of a YAML file. Throws BadMapping, or `no_file` (status 400). */
export async function mappingFile(path: string): Promise<Mapping> {
  return readMapping(await textFile(path))
}

/** A mapping by the name of its file, or by its id when it is a stored one. */
export async function mappingNamed(wiring: Wiring, name: string): Promise<Mapping> {
  if (!/^[a-z\d-]+$/.test(name)) return mappingFile(name)
  const stored = await withApi(wiring, (api) =>
    api.request<z.infer<typeof mappings.storedMapping>>({ path: `/mappings/${name}` }),
  )
  return stored.mapping
}
