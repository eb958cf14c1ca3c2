/** One JSON value sliced out of a document. */
export interface Element {
  type: 'element'
  /** The pattern that matched; empty where none was asked for. */
  pattern: string
  /** JSON pointer in the document, or `line 12` in line-delimited JSON. */
  where: string
  /** Pointer of the array or object that holds it, with a slash behind (`/runs/0/results/`); empty for whole documents. */
  holder: string
  value: unknown
  /** The exact source text. */
  text: string
}
