import type { SourceFile } from '../source/source-file.ts'
import type { AiFact } from './contract.ts'
import { identifiersNear } from './identifiers-near.ts'

export const PROMPT_FILES =
  /\.(?:prompt|prompty)$|\.prompt\.(?:md|txt|ya?ml|json|hbs|j2|jinja2?)$|(?:^|\/)(?:system[_-])?prompts?\/(?:[^/]+\/)*[^/]+\.(?:txt|md|mdx|jinja2?|j2|hbs|mustache|tmpl|st|liquid)$|(?:^|\/)(?:system[_-]?prompt)\.(?:txt|md)$/i
export const AGENT_FILES =
  /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI)\.md$|(?:^|\/)\.cursorrules$|(?:^|\/)\.github\/copilot-instructions\.md$|(?:^|\/)\.(?:claude|github|opencode)\/(?:agents?|chatmodes)\/[^/]+\.md$|(?:^|\/)\.cursor\/rules\/[^/]+\.mdc$/

/** First line of a text that says something, as its name. */
export const firstLine = (text: string): string =>
  (
    text
      .split('\n')
      .map((line) => line.replace(/^[\s#>*"'`\\-]+/, '').trim())
      .find((line) => line !== '') ?? ''
  ).slice(0, 100)

const withoutFrontMatter = (text: string): string =>
  text.startsWith('---') ? text.slice(Math.max(0, text.indexOf('\n---', 3) + 4)) : text

/** A file that is a prompt or tells agents how to work. */
export function promptFile(file: SourceFile, kind: 'prompt' | 'agent'): AiFact[] {
  const name = kind === 'agent' ? file.path : firstLine(withoutFrontMatter(file.text)) || file.name
  const uses = [
    ...new Set(
      [...file.text.matchAll(/\{\{?\s*([A-Za-z_][\w.]{0,60})\s*\}?\}/g)].map((match) => match[1] as string),
    ),
  ].slice(0, 40)
  return [{ kind, name, line: 1, evidence: file.name, ...(uses.length > 0 ? { uses } : {}) }]
}

const TEXT = "(?:\"\"\"|'''|\"|'|`)((?:[^\"'`\\\\]|\\\\.|(?<=\\w)'(?=\\w)){8,400})"
/** What opens a message of the system in the common clients, and constants that hold one. */
const SYSTEM: readonly RegExp[] = [
  new RegExp(
    `role["']?\\s*[:=]\\s*["'](?:system|developer)["']\\s*,\\s*["']?content["']?\\s*[:=]\\s*(?:f|\\(\\s*f?)?${TEXT}`,
    'g',
  ),
  new RegExp(
    `\\b(?:SystemMessage|SystemMessagePromptTemplate\\.from_template|SystemPromptTemplate|AddSystemMessage)\\(\\s*(?:content\\s*=\\s*)?f?${TEXT}`,
    'g',
  ),
  new RegExp(`\\(\\s*["']system["']\\s*,\\s*f?${TEXT}`, 'g'),
  new RegExp(
    `\\b(?:system_?prompt|SYSTEM_?(?:PROMPT|MESSAGE)\\w*|\\w+_PROMPT|\\w*[pP]rompt[tT]emplate|system_?instructions?|system_?message)\\s*(?::\\s*\\w+\\s*)?[:=]\\s*(?:\\(\\s*)?f?${TEXT}`,
    'gi',
  ),
  new RegExp(`\\b(?:PromptTemplate|ChatPromptTemplate)\\.from_template\\(\\s*f?${TEXT}`, 'g'),
  new RegExp(
    `(?:^|[\\s({,])(?:system|instructions)\\s*[:=]\\s*f?${TEXT.replace('{8,400}', '{24,400}')}`,
    'g',
  ),
]
const MENTIONS_PROMPT = /prompt|system|instructions/i

/** Prompts that stand in code. Only for files that have to do with models: `system` is a common word. */
export function promptsInCode(file: SourceFile): AiFact[] {
  if (!MENTIONS_PROMPT.test(file.text)) return []
  const found = new Map<number, AiFact>()
  for (const pattern of SYSTEM)
    for (const match of file.text.matchAll(pattern)) {
      const body = match[1] as string
      // A sentence, not a key, a path or a name.
      if (!/\w\s+\w+\s+\w/.test(body)) continue
      const line = file.lineAt(match.index + match[0].length - body.length)
      if (found.has(line)) continue
      const inside = [
        ...(file.text
          .slice(match.index, match.index + 3_000)
          .split(/"""|`;|'''/)[0]
          ?.matchAll(/\$?\{\s*([A-Za-z_][\w.]{0,60})[^{}]{0,30}\}/g) ?? []),
      ].map((one) => one[1] as string)
      const uses = [...new Set([...inside, ...identifiersNear(file.text, match.index)])].slice(0, 40)
      found.set(line, {
        kind: 'prompt',
        name: firstLine(body.replaceAll('\\n', '\n')),
        line,
        evidence:
          match[0]
            .slice(0, 40)
            .split(/["'`\n]/)[0]
            ?.trim() || 'system message',
        ...(uses.length > 0 ? { uses } : {}),
      })
    }
  return [...found.values()].sort((a, b) => a.line - b.line)
}
