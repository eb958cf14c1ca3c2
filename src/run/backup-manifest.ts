import type { ArchiveKind, ArchiveManifest } from '../platform/archive-file.ts'

export const BACKUP: ArchiveKind = { name: 'backup of Stance', code: 'bad_backup', format: 1 }

/** First entry of a backup. */
export interface Manifest extends ArchiveManifest {
  migrations: { name: string; content: string }[]
  tables: { name: string; columns: string[] }[]
  secret: string
}
