/** Points as typed, in ten-thousandths; NaN: they are none. */
export function points(text: string): number {
  const m = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(text.trim())
  return m ? Number(m[1]) * 10000 + Number((m[2] ?? '').padEnd(4, '0')) : NaN
}
