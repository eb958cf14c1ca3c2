// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

const MOST = 300

/** A name or place out of a file as it may be shown and kept: short, without characters that steer a terminal. */
export const shown = (text: string): string => text.slice(0, MOST).replace(CONTROL, '').toWellFormed()
