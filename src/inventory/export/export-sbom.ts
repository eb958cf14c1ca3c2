import { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { type Download, downloadName } from '../../platform/download.ts'
import { inSnapshot } from '../../platform/snapshot.ts'
import { writeCyclonedx } from './cyclonedx.ts'
import { readSbom, requireSbom } from './read-sbom.ts'
import type { Sbom } from './sbom.ts'
import { writeSpdx2 } from './spdx-2.ts'
import { writeSpdx3 } from './spdx-3.ts'

interface SbomFormat {
  mediaType: string
  extension: string
  write(sbom: Sbom): AsyncGenerator<string>
}

const FORMATS = {
  'cyclonedx-1.7': {
    mediaType: 'application/vnd.cyclonedx+json; version=1.7',
    extension: 'cdx.json',
    write: writeCyclonedx('1.7'),
  },
  'cyclonedx-1.6': {
    mediaType: 'application/vnd.cyclonedx+json; version=1.6',
    extension: 'cdx.json',
    write: writeCyclonedx('1.6'),
  },
  'spdx-2.3': { mediaType: 'application/spdx+json', extension: 'spdx.json', write: writeSpdx2 },
  'spdx-3.0': { mediaType: 'application/ld+json', extension: 'spdx3.json', write: writeSpdx3 },
} satisfies Record<string, SbomFormat>

export type SbomFormatId = keyof typeof FORMATS
/** Of the documents, each once. */
export const SBOM_MEDIA_TYPES = [...new Set(Object.values(FORMATS).map(({ mediaType }) => mediaType))]
export const SBOM_FORMATS = Object.keys(FORMATS) as SbomFormatId[]

export interface SbomQuery {
  format: SbomFormatId
  /** The asset's default branch when undefined. */
  branch?: string | undefined
}

/** An SBOM as a document, piece by piece, wherever it was read. */
export const writeSbom = (format: SbomFormatId, sbom: Sbom): AsyncGenerator<string> =>
  FORMATS[format].write(sbom)

/**
 * What an asset uses on a branch as a document, in bounded memory. The same state makes the same bytes. Throws 404 for an asset
 * that the actor may not see, and for a branch of which no report lists components.
 */
export async function exportSbom(
  pool: Pool,
  actor: Actor,
  asset: string,
  { format, branch }: SbomQuery,
): Promise<Download> {
  const { mediaType, extension } = FORMATS[format]
  const about = await transaction(pool, (tx) => requireSbom(tx, actor, asset, branch))
  const pieces = inSnapshot(pool, async function* (tx) {
    yield* writeSbom(format, await readSbom(tx, asset, branch))
  })
  return {
    fileName: downloadName(about.asset.name, extension),
    mediaType,
    body: Readable.from(pieces, { objectMode: false }),
  }
}
