import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '../../platform/errors.ts'
import { announcementOf } from '../../risk/gate/announcement.ts'
import { junitOf } from '../../risk/gate/render/junit.ts'
import { sarifOf } from '../../risk/gate/render/sarif.ts'
import type { Verdict } from '../../risk/gate/verdict.ts'
import type { GateOptions } from './options.ts'

/** Writes the verdict to every file that was asked for. */
export async function writeOutputs(verdict: Verdict, options: GateOptions): Promise<void> {
  const announcement = announcementOf(verdict)
  const wanted: [string | undefined, () => string][] = [
    [options.sarif, () => sarifOf(verdict)],
    [options.junit, () => junitOf(verdict)],
    [options.markdown, () => announcement.comment],
    [options.check, () => `${JSON.stringify(announcement.check, null, 1)}\n`],
  ]
  for (const [file, render] of wanted) if (file !== undefined) await write(file, render())
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new AppError('unwritable', 400, `${file} can't be written: ${code ?? message}.`)
  }
}
