import type { Observation } from '../model/observation.ts'
import { isRedacted } from './values/secret-in-match.ts'

/** A secret shorter than this is masked whole, and may be part of an ordinary word: `password` is one. */
const LONG = 16

/** What is shown of a secret: first four and last two characters of a long one, never enough to use or to guess it. */
export function maskSecret(secret: string): string {
  if (secret.length < LONG) return '••••'
  // No character that would have to be escaped where the mask stands for the secret.
  const shown = (text: string) => text.replace(/[^\w.+/=-]/g, '•')
  return `${shown(secret.slice(0, 4))}…${shown(secret.slice(-2))}`
}

/**
 * Takes an observation's secret away: `secretMasked` and `secretHash` stand for it, and wherever else the tool printed it (raw element,
 * snippet, request; as it is, escaped for JSON, XML, CSV or a URL, line by line) the mask stands instead. A secret that the tool had
 * blacked out already gets no hash, because different secrets look the same then.
 */
export function scrubSecret(observation: Observation, hashSecret: (secret: string) => string): Observation {
  const { secret, ...rest } = observation
  if (secret === undefined || secret.trim() === '') return rest
  if (isRedacted(secret)) return { ...rest, secretMasked: rest.secretMasked ?? secret.trim().slice(0, 40) }
  const mask = maskSecret(secret)
  const forms = formsOf(secret)
  const scrubbed = replaceIn(rest, (text) => forms.reduce((now, form) => now.replaceAll(form, mask), text))
  // What tells the finding from others holds a secret only by chance.
  const { type, kind, rule, severity } = rest
  const identity = { type, kind, rule, severity, secretMasked: mask, secretHash: hashSecret(secret) }
  if (scrubbed.location && rest.location && secret.length < LONG)
    scrubbed.location = { ...scrubbed.location, path: rest.location.path }
  return { ...scrubbed, ...identity }
}

/** Below this a line of a secret is too common a text to be replaced by itself. */
const SHORTEST_LINE = 12

/** Every way the secret may be written in the observation, longest first. */
export function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n|\\n/).map((line) => line.trim())
  const own = lines.filter((line) => line.length >= SHORTEST_LINE && !line.startsWith('-----'))
  const forms = [secret, secret.trim(), ...own].flatMap((text) => [
    text,
    ...jsonForms(text),
    ...xmlForms(text),
    encodeURIComponent(text.toWellFormed()),
    text.replaceAll('"', '""'),
  ])
  return [...new Set(forms)].filter((form) => form !== '').sort((a, b) => b.length - a.length)
}

/** JSON as most write it, with slashes escaped (PHP), with <, > and & escaped (Go), and all but ASCII escaped (Python). */
function jsonForms(text: string): string[] {
  const plain = JSON.stringify(text).slice(1, -1)
  const go = plain.replace(/[<>&]/g, unicodeEscape)
  return [plain, plain.replaceAll('/', '\\/'), go, plain.replace(/[^\x20-\x7e]/g, unicodeEscape)]
}

const unicodeEscape = (character: string): string =>
  `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

function xmlForms(text: string): string[] {
  const inText = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [
    inText,
    inText.replaceAll('"', '&quot;'),
    inText.replaceAll('"', '&quot;').replaceAll("'", '&apos;'),
    inText.replaceAll('"', '&#34;').replaceAll("'", '&#39;'),
    inText.replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
  ]
}

function replaceIn<T>(value: T, replace: (text: string) => string): T {
  if (typeof value === 'string') return replace(value) as T
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, replace)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceIn(item, replace)])) as T
}
