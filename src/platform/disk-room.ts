import { mkdir, statfs } from 'node:fs/promises'
import { AppError } from './errors.ts'

/** Bytes. With less, nothing is started and nothing taken in: PostgreSQL stops where it cannot write. */
export const LEAST_ROOM = 100 * 2 ** 20

/** Bytes free for this user on the disk of a folder. */
export async function diskRoom(folder: string): Promise<number> {
  const disk = await statfs(folder)
  return disk.bavail * disk.bsize
}

/** Makes the data folder where need be. Throws `disk_full` under 100 MB of room, `data_unwritable` where it cannot be made. */
export async function requireRoom(data: string): Promise<void> {
  await mkdir(data, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 }).catch((cause) => {
    if (cause.code === 'ENOSPC') throw full(data, 0)
    throw new AppError(
      'data_unwritable',
      500,
      `The data folder ${data} cannot be made (${cause.code}). Set STANCE_DATA to a folder that you may write to.`,
    )
  })
  const room = await diskRoom(data)
  if (room < LEAST_ROOM) throw full(data, room)
}

const full = (data: string, room: number): AppError =>
  new AppError(
    'disk_full',
    507,
    `The disk that holds ${data} is full (${Math.floor(room / 2 ** 20)} MB left). Free 100 MB or more, then start again; nothing was damaged.`,
  )
