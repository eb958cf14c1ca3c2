import { createWriteStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { discoverComponents } from '../discovery/discover-components.ts'
import { openTree } from '../discovery/source/open-tree.ts'
import { type SbomFormatId, writeSbom } from '../inventory/export/export-sbom.ts'
import { sbomOfTree } from '../inventory/export/sbom-of-tree.ts'
import { output, sizeText } from './output.ts'

interface Wanted {
  /** What `openTree` takes. */
  where: string
  ref: string | undefined
  deployable: string | undefined
  format: SbomFormatId
  /** Standard output for `-`. */
  file: string
  json: boolean
}

const SHOWN = 10

/** Reads a tree's components and writes them; what could not be read is told on standard error. Needs no server and no network. */
export async function saveTreeSbom({ where, ref, deployable, format, file, json }: Wanted): Promise<void> {
  const tree = await openTree(where, ref === undefined ? {} : { ref })
  try {
    const out = output(json)
    const found = await discoverComponents(tree)
    const body = Readable.from(writeSbom(format, sbomOfTree(found, { at: new Date(), deployable })))
    for (const { where: place, message } of found.problems.slice(0, SHOWN)) out.note(`${place}: ${message}`)
    const more = found.problems.length - SHOWN
    if (more > 0) out.note(`… and ${more} more problems; stance discover --dry-run --json lists all`)
    if (file === '-') {
      await pipeline(body, process.stdout, { end: false })
      return
    }
    await pipeline(body, createWriteStream(file))
    const { size } = await stat(file)
    const counts = { components: found.components.length, problems: found.problems.length }
    out.result({ file, bytes: size, ...counts }, () => `${file}: ${sizeText(size)}`)
  } finally {
    await tree.close()
  }
}
