import { stripVTControlCharacters } from 'node:util'
import { addressAt, isWebAddress } from '../values/web-address.ts'

export interface LineResult {
  url: string
  status?: string
  size?: string
  redirect?: string
  facts?: string[]
  /** Written in a way that only this tool has. */
  sure: boolean
}

const DIRECTORY = /^(?:Found: )?(\S+)\s+\(Status: (\d{3})\)(?:\s*\[Size: (-?\d+)\])?(?:\s*\[--> (.*)\])?$/
const HOST = /^(\S+) Status: (\d{3}) \[Size: (-?\d+)\](?: \[--> (.*)\])?$/
const FUZZ = /^(?:Found: )?\[Status=(\d{3})\] \[Length=(-?\d+)\](?: \[Word=(.*?)\])? (\S+)(?: \[--> (.*)\])?$/
const NAME = /^Found: (\S+)(?: \[?([\da-f.:, ]+)\]?)?(?: CNAME: (\S+))?$/i
const PLAIN_NAME = /^([a-z\d](?:[\w-]*\.)+[a-z]{2,})(?: ([\da-f.:,]+))?(?: CNAME: (\S+))?$/i
const BUCKET = /^(https?:\/\/\S+)(?: \[(.*)\])?$/

/** What a line of results says, in the ways of the tool's modes and versions; `target` is the site of paths. */
export function resultIn(line: string, target?: string): LineResult | undefined {
  const text = plain(line)
  const place = DIRECTORY.exec(text) ?? HOST.exec(text)
  if (place) {
    const [, path = '', status, size, redirect] = place
    const isHost = !/^\//.test(path) && HOST.test(text)
    return result(isHost ? path : placeOf(path, target), true, { status, size, redirect })
  }
  const fuzz = FUZZ.exec(text)
  if (fuzz) {
    const [, status, size, word, url = '', redirect] = fuzz
    return result(url, true, { status, size, redirect }, word ? [`Word: ${word}`] : [])
  }
  const name = NAME.exec(text) ?? PLAIN_NAME.exec(text)
  if (name) {
    const [, host = '', addresses, alias] = name
    const facts = [...(addresses ? [`Addresses: ${addresses}`] : []), ...(alias ? [`CNAME: ${alias}`] : [])]
    return result(host, text.startsWith('Found: '), {}, facts)
  }
  const [, bucket, state] = BUCKET.exec(text) ?? []
  return bucket ? result(bucket, false, {}, state ? [state] : []) : undefined
}

function result(
  url: string,
  sure: boolean,
  facts: { status?: string | undefined; size?: string | undefined; redirect?: string | undefined },
  more: string[] = [],
): LineResult {
  const said = Object.entries(facts).filter(([, value]) => value !== undefined && value !== '-1')
  return { url, sure, ...Object.fromEntries(said), ...(more.length > 0 && { facts: more }) }
}

/** Newer versions leave the first slash out. */
function placeOf(path: string, target: string | undefined): string {
  if (isWebAddress(path)) return path
  return addressAt(target, path.startsWith('/') ? path : `/${path}`) ?? path
}

/** Without colours and without the progress that a terminal overwrites. */
const plain = (line: string): string =>
  stripVTControlCharacters(line)
    .split('\r')
    .map((part) => part.trim())
    .findLast((part) => part !== '') ?? ''

/** The address in the banner. */
export const bannerFact = (line: string): string | undefined =>
  /^\[\+\] Ur(?:l|l\/Domain): +(\S+)/i.exec(plain(line))?.[1]

/** Lines of the banner, of progress, and empty ones. */
export const isNoise = (line: string): boolean =>
  /^$|^[=_-]{5,}$|^Gobuster v|^by OJ Reeves|^\[[+\-!]\]|^\d{4}\/\d{2}\/\d{2} |^(?:Starting|Finished)\b|^Progress:|^\[INFO\]/.test(
    plain(line),
  )
