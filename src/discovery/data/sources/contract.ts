import type { SourceFile } from '../../source/source-file.ts'
import type { RawField } from '../raw-field.ts'

/** One sort of source that fields stand in. */
export interface FieldSource {
  /** Kebab-case, the file's name. */
  id: string
  wants(path: string): boolean
  /** A file without this holds none. */
  mentions?: RegExp
  /** Every field, sensitive or not. May throw on a broken file. */
  read(file: SourceFile): RawField[]
}

/** Whether a path ends like one of these. */
export const endsWith = (...endings: string[]): ((path: string) => boolean) => {
  return (path) => endings.some((ending) => path.toLowerCase().endsWith(ending))
}
