import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { Decoration, EditorView, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The theme's tokens reach into the shadow root as all custom properties do; light and dark come with them. */
const surfaces = EditorView.theme({
  '&': { color: 'var(--text)', fontSize: 'var(--mantine-font-size-sm)', height: '100%' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '1.55',
    overflow: 'auto',
  },
  '.cm-content': { caretColor: 'var(--text)', padding: 'var(--mantine-spacing-xs) 0' },
  '.cm-gutters': {
    background: 'var(--code-ground)',
    color: 'var(--text-faint)',
    border: 'none',
  },
  '.cm-content ::selection, .cm-line::selection': { background: 'var(--code-mark)' },
  '.cm-tooltip': {
    background: 'var(--surface-raised)',
    color: 'var(--text)',
    border: 'var(--hairline) solid var(--line-strong)',
    borderRadius: 'var(--mantine-radius-sm)',
    boxShadow: 'var(--shadow-panel)',
    maxWidth: 'min(90vw, var(--prose-width))',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: 'var(--mantine-font-size-sm)',
    maxHeight: '16rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.2rem var(--mantine-spacing-sm)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    background: 'var(--accent-soft)',
    color: 'var(--accent-text)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionDetail': {
    color: 'var(--text-faint)',
    fontStyle: 'normal',
    marginInlineStart: 'var(--mantine-spacing-sm)',
  },
  '.cm-tooltip.cm-completionInfo': {
    padding: 'var(--mantine-spacing-xs) var(--mantine-spacing-sm)',
    fontFamily: 'var(--mantine-font-family)',
    fontSize: 'var(--mantine-font-size-sm)',
  },
  '.cm-diagnostic': {
    padding: 'var(--mantine-spacing-xs) var(--mantine-spacing-sm)',
    borderInlineStart: 'var(--focus-ring) solid var(--line-strong)',
    fontFamily: 'var(--mantine-font-family)',
  },
  '.cm-diagnostic-error': { borderInlineStartColor: 'var(--bad)' },
  '.cm-diagnostic-warning': { borderInlineStartColor: 'var(--flow-new)' },
  '.cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecorationLine: 'underline',
    textDecorationStyle: 'wavy',
    textDecorationThickness: 'var(--hairline)',
    textUnderlineOffset: '0.2em',
  },
  '.cm-lintRange-error': { textDecorationColor: 'var(--bad)' },
  '.cm-lintRange-warning': { textDecorationColor: 'var(--flow-new)' },
  '.cm-fact': { color: 'var(--accent-text)' },
})

const words = HighlightStyle.define([
  { tag: tags.comment, color: 'var(--text-faint)', fontStyle: 'italic' },
  { tag: tags.definition(tags.propertyName), color: 'var(--text)', fontWeight: '600' },
  { tag: tags.string, color: 'var(--good)' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--text-faint)' },
])

/** Names of facts within conditions, which are plain text to YAML. */
const facts = new MatchDecorator({
  regexp: /\b(?:finding|asset|application|component|advisory|change)\.\w+/g,
  decoration: Decoration.mark({ class: 'cm-fact' }),
})
const factMarks = ViewPlugin.fromClass(
  class {
    marks
    constructor(view: EditorView) {
      this.marks = facts.createDeco(view)
    }
    update(update: ViewUpdate) {
      this.marks = facts.updateDeco(update, this.marks)
    }
  },
  { decorations: (plugin) => plugin.marks },
)

export const EDITOR_THEME = [surfaces, syntaxHighlighting(words), factMarks]
