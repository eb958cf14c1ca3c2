import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'

const MAP =
  /^[ \t]*map[ \t(]+["']([^"'\n]{1,200})["']\)?[ \t]*(?:do|\{)[^\n]*\n?(?:(?![ \t]*map\b)[^\n]*\n){0,10}?[^\n]*?\brun[ \t(]+([A-Z][\w:]*)/gm

/** `map '/admin' do run Admin end` of config.ru: below which path a class of Sinatra answers. */
export function rackMounts(file: SourceFile): RouteFact[] {
  return [...file.text.matchAll(MAP)].map(
    (match): RouteFact => ({
      fact: 'mount',
      parent: 'config.ru',
      child: match[2] ?? '',
      prefix: match[1] ?? '',
      line: file.lineAt(match.index),
      framework: 'sinatra',
    }),
  )
}
