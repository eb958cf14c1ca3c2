import type { Observation } from '../../model/observation.ts'
import type { Mapping } from './schema.ts'

/** Below so many findings nothing can be said of their places, and of their rules. */
const ENOUGH = 5
const ENOUGH_RULES = 20
const IS_ID = /^[\da-f]{8}-?[\da-f-]{20,}$/i

/** Looks for what makes a mapping read well and match badly: findings that the next report would not be known by. */
export class Advice {
  readonly #mapping: Mapping
  readonly #rules = new Set<string>()
  readonly #identities = new Set<string>()
  #observations = 0
  #placeless = 0
  #unknown = 0

  constructor(mapping: Mapping) {
    this.#mapping = mapping
  }

  take(o: Observation): void {
    this.#observations++
    this.#rules.add(o.rule)
    const place =
      o.fingerprints?.fingerprint ??
      o.resource?.address ??
      o.location?.path ??
      o.endpoint?.url ??
      o.component?.name
    if (place === undefined && !o.secretHash) this.#placeless++
    if (o.severity === 'unknown') this.#unknown++
    this.#identities.add(
      JSON.stringify([o.rule, place, o.location?.line, o.endpoint?.parameter, o.advisories]),
    )
  }

  given({ counts }: { counts: { elements: number; skipped: number } }): string[] {
    const all = this.#observations
    const { fields, severity, recognise } = this.#mapping
    const out: string[] = []
    if (counts.elements > 0 && counts.skipped === counts.elements)
      out.push('Every element is skipped as no finding: look at the words under Skip.')
    if (fields.rule === undefined)
      out.push('Map rule: the id of the check. Without it a changed title is another finding.')
    else if (
      this.#rules.size === all &&
      (all >= ENOUGH_RULES || (all > 1 && [...this.#rules].every((rule) => IS_ID.test(rule))))
    )
      out.push(
        'Every finding has a rule of its own. A rule is the check, not the single finding: choose the id or name of the check.',
      )
    if (this.#placeless > 0)
      out.push(
        `${this.#placeless} of ${all} findings do not say where they are: map resource, path, url or package, so that the next report is matched with this one.`,
      )
    if (all >= ENOUGH && this.#identities.size < all)
      out.push(
        `${all - this.#identities.size} of ${all} findings have the same rule and place as another one: let resource tell them apart, for example by a template {app}/{user}.`,
      )
    if (severity === undefined) out.push('Map severity: without it every finding is of unknown severity.')
    else if (this.#unknown > 0)
      out.push(`${this.#unknown} of ${all} findings are of unknown severity: complete the table of words.`)
    if (recognise === undefined)
      out.push(
        'Nothing recognises such a report by itself: name the format with each import, or say what only it has.',
      )
    return out
  }
}
