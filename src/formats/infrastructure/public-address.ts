const PRIVATE =
  /^(?:10\.|127\.|0\.|169\.254\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe80:|::1$)/i

/** Names that clouds give to balancers inside of a network, and names that no public DNS has. */
const INNER_NAME =
  /^internal-|\.(?:internal|local|localdomain|lan|svc|corp|home\.arpa)\.?$|^[^.]+$|\.privatelink\./i

/** Whether an address (IPv4, IPv6 or a host's name) can be reached from the internet, as far as it tells. */
export const isPublicAddress = (address: string): boolean =>
  address !== '' && !PRIVATE.test(address) && (address.includes(':') || !INNER_NAME.test(address))
