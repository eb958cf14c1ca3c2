import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from './errors.ts'

const LENGTH = 32

/**
 * The random secret in a file that only its owner reads, made at the first call. Several processes may ask at once: the file
 * appears whole or not at all. Throws `bad_secret` for one that somebody emptied.
 */
export async function keptSecret(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => undefined)
  if (known === undefined) await make(file)
  const secret = (known ?? (await readFile(file, 'utf8'))).trim()
  if (secret.length >= LENGTH) return secret
  throw new AppError(
    'bad_secret',
    500,
    `${file} does not hold a secret of ${LENGTH} characters or more. Put the original back, or restore a backup.`,
  )
}

async function make(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o711 })
  const partial = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(partial, randomBytes(LENGTH).toString('base64url'), { mode: 0o600, flush: true })
  // Unlike a rename, a link never replaces what another process made meanwhile.
  await link(partial, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await rm(partial)
}
