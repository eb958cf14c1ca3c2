import csharp from '@ast-grep/lang-csharp'
import go from '@ast-grep/lang-go'
import java from '@ast-grep/lang-java'
import kotlin from '@ast-grep/lang-kotlin'
import php from '@ast-grep/lang-php'
import python from '@ast-grep/lang-python'
import ruby from '@ast-grep/lang-ruby'
import rust from '@ast-grep/lang-rust'
import sql from '@ast-grep/lang-sql'
import { Lang, parse, registerDynamicLanguage, type SgNode } from '@ast-grep/napi'
import type { LanguageId } from './languages.ts'

let registered = false

const BUILT_IN: Partial<Record<LanguageId, Lang>> = { typescript: Lang.TypeScript, tsx: Lang.Tsx }

/**
 * The root node of a text's syntax tree. Tree-sitter never refuses: what it can't read is an `ERROR` node, the rest stands.
 * Source: https://ast-grep.github.io/guide/api-usage/js-api.html
 */
export function syntaxTree(text: string, language: LanguageId): SgNode {
  if (!registered) {
    registerDynamicLanguage({ csharp, go, java, kotlin, php, python, ruby, rust, sql })
    registered = true
  }
  return parse(BUILT_IN[language] ?? language, language === 'rust' ? olderRust(text) : text).root()
}

/**
 * What the edition of 2024 added and the grammar does not know, blanked so that every place stays: a function whose type ends in
 * `+ use<>>` took the rest of its file with it, and `async |x| …` its statement.
 * Source: https://doc.rust-lang.org/edition-guide/rust-2024/rpit-lifetime-capture.html
 */
const olderRust = (text: string): string =>
  text.replace(/\+\s*use<[^<>\n]*>|\basync(?=\s+(?:move\s*)?\|)/g, (found) => found.replace(/\S/g, ' '))
