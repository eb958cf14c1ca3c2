import { RE2JS } from 're2js'
import { MappingFlaw } from './path.ts'

/** The part of a text that is looked at, and the size of a compiled pattern: together they bound the time of a match. */
const LONGEST = 4000
const LARGEST = 500

/**
 * A regular expression in RE2's syntax (https://github.com/google/re2/wiki/Syntax), which matches in linear time whatever the
 * pattern is. Gives its first group, or without one the whole match. Throws MappingFlaw.
 */
export function capture(pattern: string): (text: string) => string | undefined {
  const compiled = compile(pattern)
  const group = Math.min(1, compiled.groupCount())
  return (text) => {
    const matcher = compiled.matcher(text.slice(0, LONGEST))
    return matcher.find() ? (matcher.group(group) ?? undefined) : undefined
  }
}

function compile(pattern: string): RE2JS {
  let compiled: RE2JS
  try {
    compiled = RE2JS.compile(pattern)
  } catch (error) {
    const reason = (error as Error).message.replace(/^error parsing regexp: /, '')
    throw new MappingFlaw(
      `"${pattern}" is no regular expression here (${reason}): look-around and back-references do not exist`,
    )
  }
  if (compiled.programSize() > LARGEST)
    throw new MappingFlaw(`"${pattern}" is too large: write fewer or smaller repetitions`)
  return compiled
}
