/** Where Microsoft runs connectors: of Teams, of the public and government clouds, and of the channels of Azure Bot Service. */
const microsoft = [
  'smba.trafficmanager.net',
  'smba.infra.gcc.teams.microsoft.com',
  'smba.infra.gov.teams.microsoft.us',
  'smba.infra.dod.teams.microsoft.us',
  '*.botframework.com',
]

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/**
 * Which service addresses we answer to. Whoever calls names one, and our words and our token go there: so only by TLS and only to
 * hosts of this list.
 * @param more hosts that an operator adds: `host` (any port), `host:port`, or `*.host` for every name below it.
 * @param openOnLoopback the development switch: programs of this machine, and nobody else.
 */
export function makeServiceHosts(
  more: readonly string[],
  openOnLoopback: boolean,
): (serviceUrl: string) => boolean {
  const added = more.map((host) => host.toLowerCase())
  return (serviceUrl) => {
    const url = URL.parse(serviceUrl)
    if (!url || url.username || url.password || url.search || url.hash) return false
    const isHere = loopback.test(url.hostname)
    if (url.protocol !== 'https:' && !(isHere && url.protocol === 'http:')) return false
    if (openOnLoopback) return isHere
    return (url.port === '' && matches(microsoft, url)) || matches(added, url)
  }
}

function matches(hosts: readonly string[], { hostname, host }: URL): boolean {
  return hosts.some((one) =>
    one.startsWith('*.') ? hostname.endsWith(one.slice(1)) : one === hostname || one === host,
  )
}
