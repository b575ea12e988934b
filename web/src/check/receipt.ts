// Checks a receipt as docs/receipt-format.md says: that an act was written into the log, and where.
import { acts } from '../api/acts'
import { hex, unhex, utf8 } from '../base/bytes'
import { canonical } from '../base/canonical'
import type { Json } from '../base/canonical'
import { sameBytes } from '../seal/header'
import { StrictFault, intOf, isObject, member, parseStrict, textOf } from '../seal/strict'
import { beijingText } from './codes'
import { commitmentOf, inclusionHolds, leafOf, proofOf } from './merkle'
import { checkSigned, readCheckpoint, readKeys, readNote } from './note'
import type { Checkpoint, Note } from './note'
import { Report, bad, named } from './steps'
import type { Names, Step, Verdict } from './steps'

const FILE_MAX = 4 * 1024 * 1024
const RECEIPT_MAX = 64 * 1024
const MOMENT_MAX = 253402300799999
const BEGINS = '{"receipt":'
const GOES_ON = ',"result":'
const ENTRY = ['at', 'centre', 'digests', 'kind', 'object', 'party', 'v']

export function hasExactly(v: Json | undefined, names: string[]): boolean {
  return isObject(v) && Object.keys(v).sort().join(' ') === [...names].sort().join(' ')
}
function word(v: Json | undefined): v is string { return typeof v === 'string' && /^[\x21-\x7e]{1,200}$/.test(v) }
export function isDigest(v: Json | undefined): v is string { return typeof v === 'string' && /^[0-9a-f]{64}$/.test(v) }

function canonicalAt(bytes: Uint8Array, at: number, receipt: Json): number {
  const want = utf8(canonical(receipt))
  if (want.length > RECEIPT_MAX) bad('receipt', `长于 ${RECEIPT_MAX} 字节`, `it is longer than ${RECEIPT_MAX} bytes`)
  if (!sameBytes(want, bytes.subarray(at, at + want.length)))
    bad('receipt', '不是规范 JSON：回执应当原样保存，一个字符也不改', 'not canonical JSON; keep a receipt as it was sent')
  return want.length
}

/** The receipt in the file, alone or in an act's answer. */
function takeReceipt(file: Uint8Array): Json {
  if (file.length > FILE_MAX) bad('receipt', `长于 ${FILE_MAX} 字节`, `it is longer than ${FILE_MAX} bytes`)
  const bytes = file.at(-1) === 10 ? file.subarray(0, -1) : file
  let tree: Json = null
  try {
    tree = parseStrict(bytes)
  } catch (e) {
    if (!(e instanceof StrictFault)) throw e
    bad('receipt', `第 ${e.at} 个字符：${e.zh}`, `character ${e.at}: ${e.en}`)
  }
  const within = member(tree, 'receipt')
  if (within === undefined) {
    if (canonicalAt(bytes, 0, tree) !== bytes.length) bad('receipt', '回执之后还有内容', 'there is more behind it')
    return tree
  }
  if (!hasExactly(tree, ['receipt', 'result'])) bad('receipt', '答复应当只有 receipt 和 result', 'an act’s answer has receipt and result')
  if (within === null) bad('receipt', '这个答复没有回执；可从 /api/receipts/{位置} 取得', 'the answer has none; GET /api/receipts/{place} has it')
  const begins = utf8(BEGINS), on = utf8(GOES_ON)
  if (!sameBytes(begins, bytes.subarray(0, begins.length))) bad('receipt', `答复不是以 ${BEGINS} 开头`, `the answer does not begin with ${BEGINS}`)
  const end = begins.length + canonicalAt(bytes, begins.length, within)
  if (!sameBytes(on, bytes.subarray(end, end + on.length))) bad('receipt', `回执之后不是 ${GOES_ON}`, `behind it comes not ${GOES_ON}`)
  return within
}

function checkEntry(entry: Json | undefined): void {
  const practice = member(entry, 'practice'), at = intOf(entry, 'at') ?? -1, party = member(entry, 'party')
  if (!hasExactly(entry, practice === undefined ? ENTRY : [...ENTRY, 'practice']))
    bad('entry', '记录的成员不是 at、centre、digests、kind、object、party、v（演练中心另有 practice）', 'it has not exactly the members at, centre, digests, kind, object, party, v, and practice in a practice centre')
  if (intOf(entry, 'v') !== 1) bad('entry', '记录不是第 1 版', 'it is not of version 1')
  if (practice !== undefined && practice !== true) bad('entry', 'practice 只能是 true 或者没有', 'practice is true or not there')
  if (at < 0 || at > MOMENT_MAX) bad('entry', 'at 不是毫秒时间', 'at is no moment in ms')
  if (![member(entry, 'centre'), member(entry, 'kind'), member(entry, 'object')].every(word) || (party !== null && !word(party)))
    bad('entry', 'centre、kind、object、party 应为 1 至 200 个可见 ASCII 字符', 'centre, kind, object and party are words of 1 to 200 visible ASCII characters')
  const digests = member(entry, 'digests')
  if (!isObject(digests) || !isDigest(digests.act) || !Object.values(digests).every(isDigest))
    bad('entry', 'digests 应为十六进制 SHA-256，其中必有 act', 'digests are SHA-256 in hex, that of the act among them')
}

function checkProof(r: Report, receipt: Json, cp: Checkpoint, place: number): void {
  const salt = unhex(textOf(receipt, 'salt') ?? 'x'), proof = proofOf(member(receipt, 'proof'))
  if (salt?.length !== 32) bad('salt', '盐应为 32 字节的小写十六进制', 'it is not 32 bytes in lower-case hex')
  const commitment = commitmentOf(salt, canonical(member(receipt, 'entry')!))
  r.ok('commitment', { zh: '承诺', en: 'Commitment' }, { zh: `盐与记录的 SHA-256：${hex(commitment)}`, en: `SHA-256 of salt and entry: ${hex(commitment)}` })
  if (!proof) bad('proof', '证明应为至多 96 个 base64 哈希', 'it is no list of at most 96 hashes in base64')
  if (!inclusionHolds(BigInt(place), cp.size, leafOf(commitment), cp.root, proof))
    bad('proof', `盐、记录和证明不能从位置 ${place} 推到检查点（大小 ${cp.size}）的根`, `salt, entry and proof do not lead from place ${place} to the root of the checkpoint of size ${cp.size}`)
  r.ok('proof', { zh: '默克尔证明', en: 'Inclusion proof' }, { zh: `${proof.length} 个哈希，从位置 ${place} 推到大小为 ${cp.size} 的检查点的根`,
    en: `${proof.length} hashes lead from place ${place} to the root of the checkpoint of size ${cp.size}` })
}

async function checkKeys(r: Report, note: Note, cp: Checkpoint, text: string): Promise<void> {
  const keys = readKeys(text, cp.origin, 'keys')
  if (keys.length !== note.signatures.length)
    bad('keys', `公钥 ${keys.length} 把，检查点签名 ${note.signatures.length} 个`, `${keys.length} keys for a checkpoint of ${note.signatures.length} signatures`)
  const left = await checkSigned(note.text, note.signatures, keys, 'checkpoint')
  const held = keys.filter((k) => !left.includes(k.algorithm)).map((k) => k.algorithm).join('、')
  r.ok('signatures', { zh: '检查点签名', en: 'Signatures' }, { zh: `${held} 签名成立，由给出的公钥核验`, en: `${held} hold, by the keys given` })
  skipUnchecked(r, left)
  r.proved = left.length === 0
}
/** Says which signatures this browser could not check. */
export function skipUnchecked(r: Report, left: string[]): void {
  if (left.length > 0)
    r.skip('signature-unchecked', { zh: `${left.join('、')} 签名未核验`, en: `${left.join(', ')} not checked` },
      { zh: '这个浏览器没有 Ed25519，只核验了国密签名；heng verify 或者较新的浏览器可以核验', en: 'This browser has no Ed25519; only SM2 was checked. heng verify or a newer browser does' })
}

async function check(r: Report, file: Uint8Array, keys: string | null, names?: Names | null): Promise<void> {
  const receipt = takeReceipt(file)
  if (!hasExactly(receipt, ['checkpoint', 'entry', 'place', 'proof', 'salt', 'v']))
    bad('receipt', '成员不是 checkpoint、entry、place、proof、salt、v', 'it has not exactly the members checkpoint, entry, place, proof, salt, v')
  if (intOf(receipt, 'v') !== 1) bad('receipt', '回执不是第 1 版', 'it is not of version 1')
  const place = intOf(receipt, 'place') ?? -1, entry = member(receipt, 'entry'), text = textOf(receipt, 'checkpoint')
  if (place < 0) bad('receipt', 'place 应为从 0 起的整数', 'place is no number from 0 on')
  r.ok('receipt', { zh: '回执格式', en: 'Receipt' }, { zh: '第 1 版规范 JSON，没有多余成员', en: 'canonical JSON of version 1, no member unknown' })
  checkEntry(entry)
  r.practice = member(entry, 'practice') === true
  r.ok('entry', { zh: '记录', en: 'Entry' }, { zh: '第 1 版规范 JSON，没有多余成员', en: 'canonical JSON of version 1, no member unknown' })
  if (text === undefined) bad('checkpoint', '不是文本', 'it is no text')
  const note = readNote(text, 'checkpoint'), cp = readCheckpoint(note.text, 'checkpoint')
  if (!word(cp.origin) || cp.origin.includes('+') || note.signatures.some((s) => s.name !== cp.origin))
    bad('checkpoint', '签名行不是本日志的，或者第一行不是日志名', 'a signature is not of its origin, or its first line is no name of a log')
  if (new Set(note.signatures.map((s) => s.id)).size !== note.signatures.length) bad('checkpoint', '同一公钥有两个签名', 'two signatures of one key')
  r.ok('checkpoint', { zh: '检查点', en: 'Checkpoint' }, { zh: `日志 ${cp.origin}，大小 ${cp.size}`, en: `log ${cp.origin}, size ${cp.size}` })
  checkProof(r, receipt, cp, place)
  if (keys !== null) await checkKeys(r, note, cp, keys)
  else r.skip('signatures', { zh: '检查点签名未核验', en: 'Signatures not checked' }, { zh: '没有给出公钥：任何人都能做出这样的文件。请附上从可信处取得的 keys.txt', en: 'No keys were given: anybody can have made such a file. Add a keys.txt from a trusted place' })
  const kind = textOf(entry, 'kind')!
  r.fact('事项', 'Act', Object.hasOwn(acts, kind) ? `${acts[kind]}（${kind}）` : kind) // a receipt may say `constructor`
  r.fact('北京时间', 'Beijing time', beijingText(intOf(entry, 'at')!))
  const of = names?.log === cp.origin ? names.of : null, object = textOf(entry, 'object')!, party = textOf(entry, 'party')
  r.fact('对象', 'Object', named(of?.get(object), object))
  r.fact('主体', 'Party', party === undefined ? '—' : named(of?.get(party), party))
  if (of && (of.has(object) || of.has(party ?? ''))) r.fact('名称取自', 'Names from', names!.file)
  r.fact('日志中的位置', 'Place', `${place} / ${cp.size}`)
  r.fact('日志', 'Log', cp.origin)
}

/** Of a receipt file or an act's answer. keys: the text of keys.txt, null when there is none. */
export async function checkReceipt(file: Uint8Array, keys: string | null, tell?: (s: Step) => void, names?: Names | null): Promise<Verdict> {
  const r = new Report(tell)
  return r.run(() => check(r, file, keys, names))
}
