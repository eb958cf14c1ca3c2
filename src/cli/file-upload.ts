import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { type Upload, uploadOf } from '../formats/unpack/upload.ts'
import { AppError } from '../platform/errors.ts'
import { whyNot } from './text-file.ts'

/** A file, or standard input for `-`, as an upload. Throws `no_file` (status 400) for what cannot be read. */
export async function fileUpload(path: string): Promise<Upload> {
  if (path === '-') return uploadOf(await buffer(process.stdin))
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new AppError('no_file', 400, `${path}: ${whyNot(error)}.`)
  })
  if (!found.isFile()) throw new AppError('no_file', 400, `${path}: this is not a file.`)
  return {
    size: found.size,
    open: (start = 0, end = found.size) =>
      end > start ? createReadStream(path, { start, end: end - 1, highWaterMark: 256 * 1024 }) : nothing(),
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
