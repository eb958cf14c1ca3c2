import { basename } from 'node:path'
import type { Format } from '../../formats/contract.ts'
import type { OwnFormats } from '../../formats/detect.ts'
import { readReport } from '../../formats/read.ts'
import { UnreadableReport } from '../../formats/unreadable.ts'
import { readConfig } from '../../platform/config.ts'
import { AppError } from '../../platform/errors.ts'
import { collect, noReports, type Reports } from '../../risk/gate/collect.ts'
import { fileUpload } from '../file-upload.ts'

export interface ReadOptions {
  hashSecret(secret: string): string
  own: OwnFormats
  format: string | undefined
}

/** Everything that some report files say, together. Throws one line that names the file which cannot be read. */
export async function readReports(
  files: readonly string[],
  { hashSecret, own, format }: ReadOptions,
): Promise<Reports> {
  const { limits } = readConfig(process.env)
  const reports = noReports()
  for (const file of files) {
    const used: { format?: Format } = {}
    const upload = await fileUpload(file)
    const items = readReport(upload, {
      limits,
      hashSecret,
      own,
      ...(format === undefined ? {} : { format }),
      onFormat: (found) => {
        used.format ??= found
      },
    })
    try {
      await collect(reports, basename(file), items, () => used.format?.name ?? 'unknown')
    } catch (error) {
      if (!(error instanceof UnreadableReport)) throw error
      throw new AppError('unreadable', 422, `${file}: ${error.message}`)
    }
  }
  return reports
}
