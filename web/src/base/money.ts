// Amounts are decimal strings; nothing here computes with floating point.
const DIGITS = '零壹贰叁肆伍陆柒捌玖'

/** "1234567.1" to "1,234,567.10"; the text itself when it is no amount. */
export function grouped(amount: string): string {
  const m = /^(-?)(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!m) return amount
  return m[1] + m[2]!.replace(/\B(?=(\d{3})+$)/g, ',') + (m[3] === undefined ? '' : '.' + m[3])
}
/** What a person typed ("1,234,567.1", "¥ 100") as the server takes it, or null. */
export function typedAmount(text: string): string | null {
  const s = text.replace(/[\s,，¥￥元]/g, '')
  return /^\d{1,13}(\.\d{1,2})?$/.test(s) ? s.replace(/^0+(?=\d)/, '') : null
}
function section(n: number): string {
  // four digits
  const units = ['', '拾', '佰', '仟']
  let out = '', zero = false
  for (let i = 3; i >= 0; i--) {
    const d = Math.floor(n / 10 ** i) % 10
    if (d === 0) { zero = out !== ''; continue }
    out += (zero ? '零' : '') + DIGITS[d] + units[i]
    zero = false
  }
  return out
}
/** The amount in Chinese capitals, "壹佰贰拾元整"; '' when it is no amount. Yuan up to 10^13. */
export function capitals(amount: string): string {
  const m = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(amount)
  if (!m) return ''
  const yuan = m[1]!.replace(/^0+(?=\d)/, ''), fen = (m[2] ?? '').padEnd(2, '0')
  const groups: string[] = []
  for (let end = yuan.length; end > 0; end -= 4) groups.push(yuan.slice(Math.max(0, end - 4), end))
  let out = '', gap = false
  for (let i = groups.length - 1; i >= 0; i--) {
    const n = Number(groups[i])
    if (n === 0) { gap = out !== ''; continue }
    if (out !== '' && (gap || n < 1000)) out += '零'
    out += section(n) + ['', '万', '亿', '万亿'][i]
    gap = false
  }
  const jiao = Number(fen[0]), cent = Number(fen[1])
  if (out !== '') out += '元'
  if (jiao === 0 && cent === 0) return (out || '零元') + '整'
  if (jiao > 0) out += (out !== '' && /[^元]$/.test(out) ? '' : '') + DIGITS[jiao] + '角'
  else if (out !== '') out += '零'
  out += cent > 0 ? DIGITS[cent] + '分' : '整'
  return out
}
