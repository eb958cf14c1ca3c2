import type { DataClass } from '../../../model/application.ts'
import type { TypeFamily } from './type-family.ts'

/** What a model is about, as far as its name and its fields tell; see contexts.ts. */
export type Context =
  | 'person'
  /** The model is one person: its last word says so, or its fields do. */
  | 'somebody'
  | 'child'
  | 'health'
  | 'insurance'
  | 'education'
  | 'card'
  | 'maybe-card'
  | 'bank'
  | 'payment'
  | 'payroll'
  | 'auth'
  /** Messages that went to somebody's address. */
  | 'mail'
  | 'address'
  | 'phone'
  | 'organisation'
  | 'thing'
  | 'animal'
  | 'crypto'

/** Words that mean one thing. Each is written as its parts with spaces between; how an identifier joins them does not matter. */
export interface Term {
  /** ISO 639-1; `any` for words that several share. */
  language: 'any' | 'en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl' | 'pl' | 'ja'
  /** 0–1: how sure one is when an identifier has it. */
  weight: number
  /** Comma between words. */
  words: string
  /** Counts only in a model that is about one of these. */
  in?: Context[]
  /** Does not count in a model that is about one of these. */
  notIn?: Context[]
  /** Counts only when nothing else stands in the identifier but the model's own name and digits. */
  alone?: true
  /** Instead of its kind's. */
  values?: TypeFamily[]
}

/** One kind of sensitive data. */
export interface Kind {
  kind: string
  class: DataClass
  terms: Term[]
  /** Families of types that such a value may have; left out = text, bytes, JSON and unknown ones. */
  values?: TypeFamily[]
}
