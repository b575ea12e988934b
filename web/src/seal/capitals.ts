// An amount in Chinese capitals (银发〔1997〕393号), written and read as the centre does.
import { MONEY_MAX } from './amount'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const UNITS = ['', '拾', '佰', '仟']
const WORTH: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 }

function yuanText(yuan: number): string {
  const text = String(yuan).padStart(16, '0')
  let out = '', zero = false, section = false
  for (let place = 15; place >= 0; place--) {
    const digit = Number(text[15 - place])
    if (digit !== 0) {
      out += (zero ? '零' : '') + DIGITS[digit] + UNITS[place % 4]
      section = true
      zero = false
    } else {
      zero = out !== ''
    }
    if (place % 4 !== 0 || place === 0) continue
    // a zero at the end of a section is not read, one at the head of the next is
    if (place === 8 ? out !== '' : section) out += place === 8 ? '亿' : '万'
    zero = out !== '' && !section
    section = false
  }
  return out
}

export function capitalsText(fen: number): string {
  const yuan = Math.floor(fen / 100), jiao = Math.floor(fen / 10) % 10, rest = fen % 10
  let out = yuan > 0 || fen === 0 ? (yuanText(yuan) || '零') + '元' : ''
  if (jiao > 0) out += DIGITS[jiao] + '角'
  else if (rest > 0 && yuan > 0) out += '零'
  return out + (rest > 0 ? DIGITS[rest] + '分' : '整')
}

/** What must be the same in all spellings. */
function bare(text: string): string { return text.replace(/人民币|零|整|正/gu, '').replaceAll('圆', '元') }

function addUp(text: string): number | null {
  let whole = 0, section = 0, digit = 0, small = 0
  for (const ch of text) {
    const d = DIGITS.indexOf(ch)
    if (d >= 0) { digit = d; continue }
    if (whole > MONEY_MAX || section > MONEY_MAX) return null
    if (WORTH[ch] !== undefined) section += digit * WORTH[ch]
    else if (ch === '万') { whole += (section + digit) * 1e4; section = 0 }
    else if (ch === '亿') { whole = (whole + section + digit) * 1e8; section = 0 }
    else if (ch === '元') { whole += section + digit; section = 0 }
    else if (ch === '角') small += digit * 10
    else if (ch === '分') small += digit
    else return null
    digit = 0
  }
  if (digit !== 0 || section !== 0 || whole > MONEY_MAX / 100) return null
  const fen = whole * 100 + small
  return fen <= MONEY_MAX ? fen : null
}

/** Fen; null where the characters are no amount. Writing it again gives the same text, so it was in order. */
export function parseCapitals(text: string): number | null {
  if (new TextEncoder().encode(text).length >= 256) return null
  const kept = bare(text)
  if (kept === '' || kept === '元') return text.includes('零元') ? 0 : null
  const fen = addUp(kept)
  return fen !== null && bare(capitalsText(fen)) === kept ? fen : null
}
