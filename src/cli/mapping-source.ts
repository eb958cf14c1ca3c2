import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import type { mappings } from '../api/contract/index.ts'
import { readMapping } from '../formats/mapping/mapping-file.ts'
import type { Mapping } from '../formats/mapping/schema.ts'
import { AppError } from '../platform/errors.ts'
import { withApi } from './connect.ts'
import type { Wiring } from './wiring.ts'

/** A mapping out of a YAML file. Throws BadMapping, or `no_file` (status 400). */
export async function mappingFile(path: string): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new AppError(
      'no_file',
      400,
      `${path}: ${error.code === 'ENOENT' ? 'there is no such file' : error.message}.`,
    )
  })
  return readMapping(text)
}

/** A mapping by the name of its file, or by its id when it is a stored one. */
export async function mappingNamed(wiring: Wiring, name: string): Promise<Mapping> {
  if (!/^[a-z\d-]+$/.test(name)) return mappingFile(name)
  const stored = await withApi(wiring, (api) =>
    api.request<z.infer<typeof mappings.storedMapping>>({ path: `/mappings/${name}` }),
  )
  return stored.mapping
}
