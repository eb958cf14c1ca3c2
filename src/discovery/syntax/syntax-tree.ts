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
  return parse(BUILT_IN[language] ?? language, text).root()
}
