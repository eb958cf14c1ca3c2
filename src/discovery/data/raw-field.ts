/** One field of something that holds data, as its source says it, before anybody judged it. */
export interface RawField {
  /** Table, model, message or type; `User`, `spree_users`. */
  model: string
  name: string
  /** As the source writes it: `varchar(20)`, `String?`, `models.EmailField`. */
  type?: string
  /** From 1. */
  line: number
  /** Id of the reader that found it: `sql`, `prisma`, `typeorm`. */
  source: string
  /** Annotations and comments at the field; they may say outright what it holds. */
  note?: string
}
