const exact = new Intl.NumberFormat('en')

export function exactCount(value: number): string {
  return exact.format(value)
}

/** In full up to 9,999, then `12.3k`, `4.5M`; never rounded up into the next unit. */
export function shortCount(value: number): string {
  if (Math.abs(value) <= 9_999) return exact.format(value)
  const [divisor, unit] = Math.abs(value) < 999_950 ? [1e3, 'k'] : Math.abs(value) < 999_950_000 ? [1e6, 'M'] : [1e9, 'G']
  const scaled = value / Number(divisor)
  return `${Math.abs(scaled) >= 100 ? Math.round(scaled) : Math.round(scaled * 10) / 10}${unit}`
}

/** `1 read`, `3 reads`, `no reads` */
export function counted(value: number, one: string, many = `${one}s`): string {
  if (value === 0) return `no ${many}`
  return `${shortCount(value)} ${value === 1 ? one : many}`
}

/** 0 to 1 as whole per cents; what is not quite all is never called 100 %. */
export function percent(share: number): string {
  const whole = Math.round(share * 100)
  return `${share < 1 && whole === 100 ? 99 : whole} %`
}
