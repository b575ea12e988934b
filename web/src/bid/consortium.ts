// The other members of a consortium (联合体), typed a line each: the name, and behind it the code.
import type { Pair } from '../base/lang'
import { usccHolds } from '../seal/header'

export interface Member { name: string; code?: string }
const MEMBERS_MAX = 20, NAME_CHARS_MAX = 200
export const MEMBERS_HINT: Pair = { zh: '每行一个：单位名称 统一社会信用代码；牵头人自己不写', en: 'A line each: name and code; the leader itself is not written' }

/** Eight or more letters and digits at the end are meant as the code, however they are parted from the name; letters alone are a word
 *  of it. */
const LINE = /^(.*?)[\s,，、]*((?=[A-Za-z]*\d)[0-9A-Za-z]{8,})?[\s,，、;；。]*$/
function linesOf(text: string): (Member & { line: number })[] {
  return text.split('\n').map((typed, i) => {
    const [, name, code] = LINE.exec(typed.trim())!
    return { line: i + 1, name: name!, ...(code ? { code: code.toUpperCase() } : {}) }
  }).filter((m) => m.name || m.code)
}
export const membersOf = (text: string): Member[] => linesOf(text).map(({ name, code }) => ({ name, ...(code ? { code } : {}) }))

/** What cannot be right, of the first line that has it; null: nothing. */
export function wrongAmong(text: string): Pair | null {
  for (const [i, { line, name, code }] of linesOf(text).entries()) {
    if (i >= MEMBERS_MAX) return { zh: `联合体其他成员最多 ${MEMBERS_MAX} 个`, en: `At most ${MEMBERS_MAX} other members` }
    if (!name) return { zh: `第 ${line} 行没有单位名称`, en: `Line ${line} has no name` }
    if ([...name].length > NAME_CHARS_MAX) return { zh: `第 ${line} 行的名称超过 ${NAME_CHARS_MAX} 字`, en: `The name in line ${line} is longer than ${NAME_CHARS_MAX} characters` }
    if (code !== undefined && !usccHolds(code)) return { zh: `第 ${line} 行的统一社会信用代码不对`, en: `The code in line ${line} is not valid` }
  }
  return null
}
