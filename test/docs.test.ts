import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { expect, test } from 'vitest'
import { program } from '../src/cli/program.ts'
import type { Wiring } from '../src/cli/wiring.ts'

const ROOT = join(import.meta.dirname, '..')
const PAGES = [
  ...readdirSync(ROOT),
  ...['docs', 'docs/decisions', 'examples', 'examples/gate'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`),
  ),
].filter((file) => file.endsWith('.md'))
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

// Nothing is called: the commands are only described.
const stance = program({} as Wiring)

/** The command that words name, as deep as it goes, and the words left over. */
function named(
  words: readonly string[],
  from: Command = stance,
): { command: Command; left: readonly string[] } {
  const next = from.commands.find((one) => one.name() === words[0] || one.aliases().includes(words[0] ?? ''))
  return next ? named(words.slice(1), next) : { command: from, left: words }
}

/** What is wrong with a line that a reader may type: `bin/stance import x.json --asset shop`. */
function mistakeIn(line: string): string | undefined {
  const words = line.split(/\s+/)
  if (words[0] === 'help') return undefined
  const { command, left } = named(words)
  if (command === stance) return `no command ${words[0]}`
  const flags = left.flatMap((word) => /^\[?(--[a-z][\w-]*)/.exec(word)?.[1] ?? [])
  const known = new Set(command.options.flatMap(({ long }) => long ?? []))
  const unknown = flags.find(
    (flag) => !known.has(flag) && !known.has(flag.replace(/^--/, '--no-')) && flag !== '--help',
  )
  return unknown && `${command.name()} has no ${unknown}`
}

test('every command in the docs is one, with options that it has', () => {
  const typed = PAGES.flatMap((file) =>
    [...textOf(file).matchAll(/bin\/stance ([a-z][^\n`|#)&>]*)/g)].map(([, line = '']) => ({ file, line })),
  )
  expect(typed.length).toBeGreaterThan(100)
  const wrong = typed.flatMap(({ file, line }) => {
    const mistake = mistakeIn(line.trim())
    return mistake ? [`${file}: ${mistake}`] : []
  })
  expect(wrong).toEqual([])
})

test('every link in the docs leads to a file, and to a heading of it', () => {
  const wrong = PAGES.flatMap((file) =>
    [...textOf(file).matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].flatMap(
      ([, to = '', at]) => {
        const path = to ? join(dirname(file), to) : file
        if (!existsSync(join(ROOT, path))) return [`${file}: ${to}`]
        return at && !headingsOf(path).has(at) ? [`${file}: ${to}#${at}`] : []
      },
    ),
  )
  expect(wrong).toEqual([])
})

/** As GitHub makes anchors of headings. */
const headingsOf = (file: string): ReadonlySet<string> =>
  new Set(
    [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )

test('every variable of the environment is in the docs, and no other', () => {
  const names = (text: string) => new Set(text.match(/\bSTANCE_[A-Z_]+[A-Z]\b/g))
  const read = names(textOf('src/platform/config.ts'))
  const told = names(textOf('docs/configuration.md'))
  expect([...read].filter((name) => !told.has(name))).toEqual([])
  expect([...told].filter((name) => !read.has(name))).toEqual([])
})
