import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ApiRequest } from './api-client.ts'
import { connect } from './connect.ts'
import { findAsset } from './find-asset.ts'
import { output, sizeText } from './output.ts'
import type { Wiring } from './wiring.ts'

interface Wanted {
  /** Name or id. */
  asset: string
  /** Of the asset's routes: `/sbom`. */
  path: string
  query: ApiRequest['query'] & {}
  /** Standard output when undefined or `-`. */
  file: string | undefined
  json: boolean
}

/** Brings a document about an asset into a file, or onto standard output. */
export async function saveDownload(
  wiring: Wiring,
  { asset, path, query, file, json }: Wanted,
): Promise<void> {
  const api = await connect(wiring)
  try {
    const id = await findAsset(api, asset)
    const body = Readable.from(await api.download({ path: `/assets/${id}${path}`, query }))
    if (file === undefined || file === '-') {
      await pipeline(body, process.stdout, { end: false })
      return
    }
    await pipeline(body, createWriteStream(file))
    const { size } = await stat(file)
    output(json).result({ file, bytes: size }, () => `${file}: ${sizeText(size)}`)
  } finally {
    await api.close()
  }
}
