const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/

function isV6(ip: string): boolean {
  return /^[0-9a-f:.]{2,45}$/i.test(ip) && ip.includes(':') && URL.canParse(`http://[${ip}]/`)
}

/** Is it an address (and not `private`, a host name, or what a client made up)? */
export function isAddress(ip: string): boolean {
  return v4.test(ip) || isV6(ip)
}

/**
 * The coarse network of a logged address: few enough to be part of an edge.
 * `10.20.0.0/16` (IPv4 by /16, IPv6 by /32), a service's host name or `private` as logged, empty when nothing was logged or it is no name at all.
 */
export function networkOf(ip: string | undefined): string {
  if (ip === undefined || ip === '') return ''
  if (v4.test(ip)) return `${ip.split('.').slice(0, 2).join('.')}.0.0/16`
  if (isV6(ip)) return mappedV4(ip) ?? `${firstGroups(ip)}::/32`
  return /^[A-Za-z0-9 ._-]{1,80}$/.test(ip) ? ip : ''
}

function mappedV4(ip: string): string | undefined {
  const match = /^::ffff:(\d+\.\d+)\.\d+\.\d+$/i.exec(ip)
  return match?.[1] === undefined ? undefined : `${match[1]}.0.0/16`
}

function firstGroups(ip: string): string {
  const [head = '', tail] = ip.toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? before : [...before, ...new Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return groups.slice(0, 2).map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
