import type { SgNode } from '@ast-grep/napi'
import type { LanguageId } from '../syntax/languages.ts'
import { languageOf } from '../syntax/languages.ts'
import { syntaxTree } from '../syntax/syntax-tree.ts'

/** One file of a tree, as text. Syntax trees are made when first asked for, and shared by all units that read the file. */
export class SourceFile {
  readonly path: string
  readonly text: string
  #lines?: number[]
  #trees = new Map<LanguageId, SgNode>()

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  /** File name without folders. */
  get name(): string {
    return this.path.slice(this.path.lastIndexOf('/') + 1)
  }

  /** Folder relative to the root; '' is the root. */
  get folder(): string {
    return this.path.slice(0, Math.max(0, this.path.lastIndexOf('/')))
  }

  /** Language by the file's name; undefined for what no grammar reads. */
  get language(): LanguageId | undefined {
    return languageOf(this.path)
  }

  /** Line (from 1) of a character offset. */
  lineAt(offset: number): number {
    this.#lines ??= lineStarts(this.text)
    let [low, high] = [0, this.#lines.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#lines[middle] as number) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  /** Root of the syntax tree in its own language, or in the one given (SQL inside of a migration, say). Throws on an unknown language. */
  tree(language = this.language): SgNode {
    if (!language) throw new Error(`no grammar reads ${this.name}`)
    const known = this.#trees.get(language)
    if (known) return known
    const made = syntaxTree(this.text, language)
    this.#trees.set(language, made)
    return made
  }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
