// The other members of a consortium (联合体), typed a line each: the name, and behind it the code.
import type { Pair } from '../base/lang'
import { usccHolds } from '../seal/header'

export interface Member { name: string; code?: string }
const MEMBERS_MAX = 20, NAME_CHARS_MAX = 200
export const MEMBERS_HINT: Pair = { zh: '每行一个：单位名称 统一社会信用代码；牵头人自己不写', en: 'A line each: name and code; the leader itself is not written' }

export function membersOf(text: string): Member[] {
  return text.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, name, code] = /^(.+?)\s+([0-9A-Z]{18})$/.exec(line) ?? []
    return name !== undefined ? { name, code: code! } : { name: line }
  })
}
/** The first of them that cannot be right; null: none. */
export function wrongAmong(all: Member[]): Pair | null {
  for (const [i, m] of all.entries()) {
    if (i >= MEMBERS_MAX) return { zh: `联合体其他成员最多 ${MEMBERS_MAX} 个`, en: `At most ${MEMBERS_MAX} other members` }
    if ([...m.name].length > NAME_CHARS_MAX) return { zh: `第 ${i + 1} 行的名称超过 ${NAME_CHARS_MAX} 字`, en: `The name in line ${i + 1} is longer than ${NAME_CHARS_MAX} characters` }
    if (m.code !== undefined && !usccHolds(m.code)) return { zh: `第 ${i + 1} 行的统一社会信用代码不对`, en: `The code in line ${i + 1} is not valid` }
  }
  return null
}
