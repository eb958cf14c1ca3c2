import type { SourceFile } from '../source/source-file.ts'
import type { LanguageId } from './languages.ts'

/** A function that some code is in. Lines count from 1. */
export interface FunctionSpan {
  /** Left out for one without a name. */
  name?: string
  from: number
  /** Where its body begins: annotations and parameters are before. */
  head: number
  to: number
}

/** Functions around a place, innermost first, and the class around them. */
export interface Around {
  functions: FunctionSpan[]
  owner?: string
}

const SCRIPT = {
  functions: [
    'function_declaration',
    'generator_function_declaration',
    'function_expression',
    'arrow_function',
    'method_definition',
  ],
  classes: ['class_declaration', 'abstract_class_declaration', 'class'],
}
/** Kinds of nodes that are functions and classes, by the grammar of each language. */
const KINDS: Partial<Record<LanguageId, { functions: string[]; classes: string[] }>> = {
  typescript: SCRIPT,
  tsx: SCRIPT,
  python: { functions: ['function_definition'], classes: ['class_definition'] },
  ruby: { functions: ['method', 'singleton_method', 'do_block'], classes: ['class', 'module'] },
  java: {
    functions: ['method_declaration', 'constructor_declaration', 'lambda_expression'],
    classes: ['class_declaration', 'interface_declaration', 'record_declaration'],
  },
  kotlin: {
    functions: ['function_declaration', 'lambda_literal'],
    classes: ['class_declaration', 'object_declaration'],
  },
  csharp: {
    functions: ['method_declaration', 'local_function_statement', 'lambda_expression'],
    classes: ['class_declaration', 'record_declaration'],
  },
  go: { functions: ['function_declaration', 'method_declaration', 'func_literal'], classes: [] },
  rust: { functions: ['function_item'], classes: ['impl_item'] },
  php: {
    functions: ['function_definition', 'method_declaration', 'arrow_function'],
    classes: ['class_declaration'],
  },
}

/** More functions around one place than anybody writes by hand. */
const MOST_DEEP = 4

/** Tells which functions and which class of a file are around a character offset. Nothing is told of languages without such a grammar. */
export function functionsAround(file: SourceFile): (offset: number) => Around {
  const kinds = file.language && KINDS[file.language]
  if (!kinds) return () => ({ functions: [] })
  let found: { functions: Span[]; classes: Span[] } | undefined
  return (offset) => {
    found ??= { functions: spansOf(file, kinds.functions), classes: spansOf(file, kinds.classes) }
    // Inner ones come after the outer ones that hold them.
    const functions = found.functions.filter(({ start, end }) => start <= offset && offset < end).reverse()
    const owner = found.classes.findLast(({ start, end }) => start <= offset && offset < end)?.span.name
    return {
      functions: functions.slice(0, MOST_DEEP).map(({ span }) => span),
      ...(owner ? { owner } : {}),
    }
  }
}

interface Span {
  start: number
  end: number
  span: FunctionSpan
}

function spansOf(file: SourceFile, kinds: readonly string[]): Span[] {
  if (kinds.length === 0) return []
  const nodes = file.tree().findAll({ rule: { any: kinds.map((kind) => ({ kind })) } })
  const spans = nodes.map((node): Span => {
    const { start, end } = node.range()
    const name = (node.field('name') ?? node.field('type'))?.text()
    const body = node.field('body')?.range().start.line ?? start.line
    return {
      start: start.index,
      end: end.index,
      span: { ...(name ? { name } : {}), from: start.line + 1, head: body + 1, to: end.line + 1 },
    }
  })
  return spans.sort((a, b) => a.start - b.start || b.end - a.end)
}
