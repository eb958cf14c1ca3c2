import type { ProducerVerdict } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/element.ts'
import { shaped } from '../values/lenient.ts'
import type { ListName } from './frame.ts'
import type { Place } from './looked-at.ts'
import { misconfigurationOf } from './misconfiguration.ts'
import { verdictOf } from './modified.ts'
import type { PackageList } from './packages.ts'
import {
  licenseSchema,
  misconfigurationSchema,
  modifiedSchema,
  packageSchema,
  secretSchema,
  vulnerabilitySchema,
} from './schema.ts'
import { licenseOf, secretOf } from './secret-license.ts'
import { vulnerabilityOf } from './vulnerability.ts'

export interface Context {
  place: Place
  packages: PackageList
}

type Source = Pick<Element, 'where' | 'value' | 'text'>
type Reader = (element: Source, context: Context, verdict?: ProducerVerdict) => Iterable<Item>

/** How an element of each list is read. */
const READERS: Record<ListName, Reader> = {
  *Packages(element, { packages }) {
    const read = shaped(packageSchema, element)
    if (read.type === 'problem') yield read
    else yield* packages.add(read.value)
  },
  *Vulnerabilities(element, context, verdict) {
    const read = shaped(vulnerabilitySchema, element)
    yield read.type === 'problem' ? read : vulnerabilityOf(read.value, context, element.text, verdict)
  },
  *Misconfigurations(element, { place }, verdict) {
    const read = shaped(misconfigurationSchema, element)
    if (read.type === 'problem') yield read
    // Checks that passed are in the list too.
    else if (read.value.Status !== 'PASS')
      yield misconfigurationOf(read.value, place, element.text, verdict ?? exceptionOf(read.value.Status))
  },
  *Secrets(element, { place }, verdict) {
    const read = shaped(secretSchema, element)
    yield read.type === 'problem' ? read : secretOf(read.value, place, element.text, verdict)
  },
  *Licenses(element, _context, verdict) {
    const read = shaped(licenseSchema, element)
    yield read.type === 'problem' ? read : licenseOf(read.value, element.text, verdict)
  },
  *ExperimentalModifiedFindings(element, context) {
    const read = shaped(modifiedSchema, element)
    if (read.type === 'problem') {
      yield read
      return
    }
    const list = LISTS_OF_TYPES.get(read.value.Type)
    const finding = { ...element, where: `${element.where}/Finding`, value: read.value.Finding }
    if (list) yield* READERS[list](finding, context, verdictOf(read.value))
    else yield loss(`${element.where}/Type`, 'left out, because this type of finding is not known')
  },
}

const LISTS_OF_TYPES = new Map<string, ListName>([
  ['vulnerability', 'Vulnerabilities'],
  ['misconfiguration', 'Misconfigurations'],
  ['secret', 'Secrets'],
  ['license', 'Licenses'],
])

const exceptionOf = (status?: string): ProducerVerdict | undefined =>
  status === 'EXCEPTION'
    ? { state: 'accepted', reason: 'exception of a policy', source: 'trivy-exception' }
    : undefined

export const itemsOf = (list: ListName, element: Element, context: Context): Iterable<Item> =>
  READERS[list](element, context)
