import type { Sample } from './sample.ts'

// A saved format is another page: the sample goes along, and is there again for as long as the window is open.

const samples = new Map<string, Sample>()

export const keepSample = (mapping: string, sample: Sample): void => void samples.set(mapping, sample)

export const keptSample = (mapping: string): Sample | null => samples.get(mapping) ?? null
