/** Is it an IPv4 or IPv6 address, or a network of such? PostgreSQL's `inet` takes every text that passes. */
export function isNetwork(text: string): boolean {
  const slash = text.indexOf('/')
  const address = slash < 0 ? text : text.slice(0, slash)
  const bits = slash < 0 ? '0' : text.slice(slash + 1)
  if (!/^\d{1,3}$/.test(bits)) return false
  if (isAddressOf4(address)) return Number(bits) <= 32
  return isAddressOf6(address) && Number(bits) <= 128
}

function isAddressOf4(text: string): boolean {
  const bytes = text.split('.')
  return bytes.length === 4 && bytes.every((byte) => /^(0|[1-9]\d{0,2})$/.test(byte) && Number(byte) <= 255)
}

/** Eight groups, or fewer around one `::`; the last two may be written as IPv4. Zones (`%eth0`) are no part of a log's address. */
function isAddressOf6(text: string): boolean {
  if (text.length > 45) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const tail = groups.at(-1)?.at(-1)
  const endsIn4 = tail !== undefined && isAddressOf4(tail)
  const hex = groups.flat()
  if (endsIn4) hex.pop()
  if (!hex.every((group) => /^[0-9a-fA-F]{1,4}$/.test(group))) return false
  const count = hex.length + (endsIn4 ? 2 : 0)
  return halves.length === 2 ? count <= 7 : count === 8
}
