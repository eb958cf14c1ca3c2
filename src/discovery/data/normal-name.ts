import { splitIdentifier } from './classify/split-identifier.ts'

const AROUND = new Set(
  'create update upsert patch delete new edit get list find add save read register input dto dtos request requests response responses req res resp payload body entity model record schema type form command query params args args view vm resource summary details detail data info public base message result page paginated connection edge node serializer serialiser document in out table t tbl'.split(
    ' ',
  ),
)

/** What a type is about, without what it is for: `CreateUserDto`, `users`, `UserResponse` → `user`. */
export function normalName(name: string): string {
  const words = splitIdentifier(name.replace(/^.*[.:\\]/, ''))
  const own = words.filter((word) => !AROUND.has(word))
  return (own.length > 0 ? own : words).map(singular).join(' ')
}

const singular = (word: string): string =>
  word.length < 4
    ? word
    : word.endsWith('ies')
      ? `${word.slice(0, -3)}y`
      : /(?:ses|xes|zes|ches|shes)$/.test(word)
        ? word.slice(0, -2)
        : word.endsWith('s') && !/(?:ss|us|is)$/.test(word)
          ? word.slice(0, -1)
          : word
