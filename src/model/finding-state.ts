/**
 * Life cycle. `fixed` only when every tool that saw it ran again on the same scope and no longer sees it;
 * `accepted` and `false_positive` are people's words and outlive re-imports.
 */
export const STATES = ['open', 'fixed', 'accepted', 'false_positive'] as const

export type FindingState = (typeof STATES)[number]
