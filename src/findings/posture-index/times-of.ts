// PostgreSQL sends microseconds since 2000.
const EPOCH_MS = Date.UTC(2000, 0, 1)

/** Times as PostgreSQL sends them, one after the other, as milliseconds since 1970. */
export const timesOf = (bytes: Buffer, size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, row) => {
    const micros = bytes.readInt32BE(row * 8) * 2 ** 32 + bytes.readUInt32BE(row * 8 + 4)
    return EPOCH_MS + Math.floor(micros / 1000)
  })
