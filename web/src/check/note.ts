// Signed notes of the log (C2SP): checkpoints, and the manifest of an export; and the keys they are
// checked by, as docs/export-format.md has them.
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, hex, unbase64, utf8 } from '../base/bytes'
import { bad } from './steps'
import { ed25519Holds, sm2Holds } from './signature'
import type { Held } from './signature'

export type Algorithm = 'Ed25519' | 'SM2'
export interface Key { line: string; name: string; id: string; algorithm: Algorithm; raw: Uint8Array<ArrayBuffer> }
export interface SignatureLine { name: string; id: string; signature: Uint8Array<ArrayBuffer> }
export interface Note { text: string; signatures: SignatureLine[] }
export interface Checkpoint { origin: string; size: bigint; root: Uint8Array }

const SM2_TYPE = concat(new Uint8Array([0xff]), utf8('heng.sm2'))
const SIGNATURES_MAX = 16
const SIGNATURE_MAX = 132

function keyOf(line: string, file: string): Key {
  const first = line.indexOf('+'), second = line.indexOf('+', first + 1)
  const name = line.slice(0, first), id = line.slice(first + 1, second)
  const typed = second > first && first > 0 ? unbase64(line.slice(second + 1)) : null
  if (!typed) bad(file, '有一行不是“名称+编号+公钥”', 'a line is not NAME+ID+KEY')
  const ed = typed[0] === 1 && typed.length === 33
  const sm = typed.length === 74 && hex(typed.subarray(0, 9)) === hex(SM2_TYPE) && typed[9] === 4
  const want = hex(sha256(concat(utf8(name + '\n'), typed)).subarray(0, 4))
  if ((!ed && !sm) || want !== id) bad(file, '有一行的编号与公钥不符，或者不认识这种公钥', 'id and key of a line do not belong together, or the key is of no known type')
  return { line, name, id, algorithm: ed ? 'Ed25519' : 'SM2', raw: typed.slice(ed ? 1 : 9) }
}

/** The keys of one log, each there once. */
export function readKeys(text: string, origin: string, file: string): Key[] {
  if (text === '') bad(file, '没有公钥', 'there is no key')
  if (!text.endsWith('\n')) bad(file, '最后一行不完整', 'the last line is not complete')
  const lines = text.slice(0, -1).split('\n')
  for (const [i, line] of lines.entries()) {
    if (!line.startsWith(origin + '+')) bad(file, `第 ${i + 1} 行不是日志 ${origin} 的公钥`, `line ${i + 1} is not a key of ${origin}`)
    if (lines.indexOf(line) !== i) bad(file, '同一公钥出现两次', 'a key is there twice')
  }
  return lines.map((line) => keyOf(line, file))
}

function signatureLine(line: string): SignatureLine | null {
  const m = /^\u2014 ([^ ]+) ([A-Za-z0-9+/=]+)$/.exec(line), raw = m ? unbase64(m[2]!) : null
  if (!m || !raw || raw.length <= 4 || raw.length > SIGNATURE_MAX) return null
  return { name: m[1]!, id: hex(raw.subarray(0, 4)), signature: raw.slice(4) }
}
/** Signature lines, and nothing else; no key twice. */
export function readSignatures(text: string, file: string): SignatureLine[] {
  if (!text.endsWith('\n')) bad(file, '没有签名，或者最后一行不完整', 'it has no signature, or its last line is not complete')
  const out: SignatureLine[] = []
  for (const line of text.slice(0, -1).split('\n')) {
    const s = signatureLine(line)
    if (!s) bad(file, `第 ${out.length + 1} 个签名行的格式不对`, `signature line ${out.length + 1} is malformed`)
    if (out.some((o) => o.id === s.id && o.name === s.name)) bad(file, '同一公钥有两个签名', 'two signatures of one key')
    if (out.push(s) > SIGNATURES_MAX) bad(file, `签名超过 ${SIGNATURES_MAX} 个`, `more than ${SIGNATURES_MAX} signatures`)
  }
  return out
}
export function readNote(note: string, file: string): Note {
  const gap = note.lastIndexOf('\n\n')
  if (gap < 0) bad(file, '签名之前没有空行', 'a signed note has an empty line before its signatures')
  return { text: note.slice(0, gap + 1), signatures: readSignatures(note.slice(gap + 2), file) }
}
export function readCheckpoint(text: string, file: string): Checkpoint {
  const lines = text.split('\n'), [origin, size, root64] = lines
  const root = unbase64(root64 ?? '')
  if (lines.length !== 4 || lines[3] !== '' || !origin) bad(file, '检查点应有来源、大小、根三行', 'a checkpoint has three lines: origin, size, root')
  if (!/^(0|[1-9]\d{0,19})$/.test(size ?? '') || BigInt(size!) >= 1n << 64n) bad(file, '检查点的大小不是数字', 'the size of a checkpoint is a number')
  if (root?.length !== 32) bad(file, '检查点的根应为 32 字节', 'the root of a checkpoint is 32 bytes of base64')
  return { origin, size: BigInt(size!), root }
}

/** That each key has signed the text. Gives the algorithms that this browser could not check. */
export async function checkSigned(text: string, signatures: SignatureLine[], keys: Key[], file: string): Promise<Algorithm[]> {
  const bytes = utf8(text), left: Algorithm[] = []
  for (const key of keys) {
    const s = signatures.find((o) => o.name === key.name && o.id === key.id)
    if (!s) bad(file, `没有 ${key.algorithm} 公钥的签名`, `no ${key.algorithm} signature of ${key.name}`)
    const held: Held = key.algorithm === 'SM2' ? sm2Holds(key.raw, bytes, s.signature) : await ed25519Holds(key.raw, bytes, s.signature)
    if (held === 'not held') bad(file, `${key.algorithm} 签名不成立：内容或者签名被改动，或者不是这把公钥所签`, `the ${key.algorithm} signature of ${key.name} does not hold`)
    if (held === 'not checked') left.push(key.algorithm)
  }
  if (left.length === keys.length)
    bad(file, '这个浏览器不能核验 Ed25519 签名，请使用较新版本的浏览器', 'this browser has no Ed25519; use a newer one')
  return left
}
