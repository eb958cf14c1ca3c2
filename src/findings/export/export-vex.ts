import { Readable } from 'node:stream'
import type { Actor } from '../../access/actor.ts'
import { requireVisibleAsset } from '../../access/visible-assets.ts'
import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { type Download, downloadName } from '../../platform/download.ts'
import { AppError } from '../../platform/errors.ts'
import { inSnapshot } from '../../platform/snapshot.ts'
import { writeCsaf } from './csaf.ts'
import { writeCyclonedx } from './cyclonedx.ts'
import { writeOpenvex } from './openvex.ts'
import { readVex } from './read-vex.ts'
import type { Publisher, Vex } from './statement.ts'
import { ANY_STATEMENT } from './stored-statement.ts'

interface VexFormat {
  mediaType: string
  extension: string
  /** Its schema asks for at least one statement. */
  neverEmpty?: true
  write(vex: Vex): AsyncGenerator<string>
}

const CYCLONEDX = 'application/vnd.cyclonedx+json; version=1.7'

const FORMATS = {
  openvex: {
    mediaType: 'application/json',
    extension: 'openvex.json',
    neverEmpty: true,
    write: writeOpenvex,
  },
  csaf: { mediaType: 'application/json', extension: 'csaf.json', neverEmpty: true, write: writeCsaf },
  cyclonedx: { mediaType: CYCLONEDX, extension: 'vex.cdx.json', write: writeCyclonedx('vex') },
  vdr: { mediaType: CYCLONEDX, extension: 'vdr.cdx.json', write: writeCyclonedx('vdr') },
} satisfies Record<string, VexFormat>

export type VexFormatId = keyof typeof FORMATS

/** Of the documents, each once. */
export const VEX_MEDIA_TYPES = [...new Set(Object.values(FORMATS).map(({ mediaType }) => mediaType))]

/**
 * What is decided about the vulnerable packages of an asset's posture (`vdr`: and all that is known of them) as a document, in
 * bounded memory. The same state makes the same bytes. Throws 404 for an asset that the actor may not see, and for a document that
 * may not be empty and would be.
 */
export async function exportVex(
  pool: Pool,
  actor: Actor,
  asset: string,
  { format, publisher }: { format: VexFormatId; publisher: Publisher },
): Promise<Download> {
  const { mediaType, extension, neverEmpty, write }: VexFormat = FORMATS[format]
  const name = await transaction(pool, async (tx) => {
    await requireVisibleAsset(tx, actor, asset)
    const { rows } = await tx.query<{ name: string }>('select name from asset where id = $1', [asset])
    if (neverEmpty) await requireStatement(tx, asset)
    return rows[0]?.name ?? ''
  })
  const pieces = inSnapshot(pool, async function* (tx) {
    yield* write(await readVex(tx, asset, publisher))
  })
  return {
    fileName: downloadName(name, extension),
    mediaType,
    body: Readable.from(pieces, { objectMode: false }),
  }
}

async function requireStatement(tx: Tx, asset: string): Promise<void> {
  const { rowCount } = await tx.query(ANY_STATEMENT, [asset])
  if (!rowCount)
    throw new AppError(
      'no_statements',
      404,
      'Nothing is known about vulnerable packages of this asset, and a document of this format says something. Ask for CycloneDX.',
    )
}
