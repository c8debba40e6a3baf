import ipaddr from 'ipaddr.js'

/** Hosts that an operator has named: `wiki.example` or `wiki.example:8443`. */
export type NamedHosts = readonly string[]

// Of IPv6 nothing else has been given to anybody so far.
const handedOut = ipaddr.parseCIDR('2000::/3')

/**
 * Whether an address belongs to the open internet: no machine of our own, no private or shared network, no cloud's metadata, nothing
 * that wraps another address (mapped, 6to4, NAT64, Teredo), no multicast and nothing reserved.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  return parsed.kind() === 'ipv4' || parsed.match(handedOut)
}

/** Where even a host that was named does not lead: a cloud tells its keys to whoever asks there. */
export function isMetadataAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return true
  const plain = ipaddr.process(address)
  return plain.range() === 'linkLocal' || plain.toString() === 'fd00:ec2::254'
}

/** Whether the operator has named this host, with this port or with any. */
export function isNamed(url: URL, named: NamedHosts): boolean {
  const host = bareHost(url)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return named.some((one) => one.toLowerCase() === host || one.toLowerCase() === `${host}:${port}`)
}

/** The host without the brackets of an IPv6 address and without the dot that may end a name. */
export function bareHost(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}
