import { asObject, asTexts } from '../../../formats/values/fields.ts'
import type { Feed, FeedFile, IntelItem } from '../contract.ts'
import { flaw, jsonElements } from '../reading/json-elements.ts'
import { cveId, prose, word } from '../reading/said.ts'
import { readFeedFile, unreadableFeed } from '../reading/unreadable-feed.ts'

/** Rapid7's Metasploit Framework: the list of its modules, a JSON object by module. */
export const metasploit = {
  id: 'metasploit',
  name: 'Metasploit Framework',
  link: 'https://github.com/rapid7/metasploit-framework',
  license: 'BSD-3-Clause',
  base: 'https://raw.githubusercontent.com/rapid7/metasploit-framework/master/db/',
  files: ['modules_metadata_base.json'],
  read: (file) => readFeedFile(file, read(file)),
} satisfies Feed

async function* read(file: FeedFile): AsyncGenerator<IntelItem> {
  let modules = 0
  for await (const element of jsonElements(file, '/*')) {
    modules++
    if (element.type === 'problem') yield element
    else yield* exploitsOf(element.value, element.where)
  }
  if (modules === 0) throw unreadableFeed(file.path, 'holds no module')
}

/** Modules that name no CVE id say nothing of any. */
function* exploitsOf(value: unknown, where: string): Generator<IntelItem> {
  const module = asObject(value)
  const id = word(module?.fullname)
  if (!module || !id) {
    yield flaw(where, 'this module is left out: it has no full name')
    return
  }
  const name = prose(module.name)
  const cves = new Set(asTexts(module.references).map(cveId))
  for (const cve of cves)
    if (cve)
      yield {
        type: 'exploit',
        cve,
        maturity: isReady(id) ? 'weaponised' : 'poc',
        id,
        ...(/^[\w./-]+$/.test(id) && { url: `https://www.rapid7.com/db/modules/${id}/` }),
        ...(name && { name }),
      }
}

/** Modules of the other types show that a flaw is there, crash something or gather what an attacker already has access to. */
const isReady = (id: string): boolean => /^(?:exploit|evasion)\//.test(id)
