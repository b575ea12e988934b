// Checks the export of a trade as docs/export-format.md says, without trusting who handed it out.
import { Archive, MANIFEST, SIGNATURE, checkManifest } from './archive'
import type { Manifest } from './archive'
import { checkEntries } from './entry'
import { recompute } from './follow'
import { checkSigned, readCheckpoint, readKeys, readNote, readSignatures } from './note'
import type { Checkpoint, Key } from './note'
import { skipUnchecked } from './receipt'
import { stateZh } from './state'
import { Report, bad, named } from './steps'
import type { Step, Verdict } from './steps'
import { Zip } from './zip'

export interface TradeOptions {
  /** The text of a keys.txt that came from elsewhere. */
  keys?: string | null
  tell?: (step: Step) => void
  /** What is read, of how much. */
  progress?: (done: number, total: number) => void
  /** The zip was put together here, of the files of a folder. */
  folder?: boolean
}

async function checkKeys(a: Archive, m: Manifest, r: Report, expected: string | null): Promise<{ keys: Key[]; cp: Checkpoint }> {
  const text = await a.text('keys.txt')
  if (expected !== null && expected !== text) bad('keys.txt', '不是您给出的公钥', 'these are not the keys that were expected')
  const keys = readKeys(text, m.origin, 'keys.txt'), note = readNote(await a.text('checkpoint'), 'checkpoint')
  const left = await checkSigned(note.text, note.signatures, keys, 'checkpoint'), cp = readCheckpoint(note.text, 'checkpoint')
  if (cp.origin !== m.origin) bad('checkpoint', `它是日志 ${cp.origin} 的`, `it is of the log ${cp.origin}`)
  if (cp.size !== BigInt(m.size)) bad('checkpoint', '大小与清单不符', 'its size is not the manifest’s')
  if (expected !== null) r.ok('keys', { zh: '公钥', en: 'Keys' }, { zh: '就是您给出的公钥', en: 'the keys that were expected' })
  else r.skip('keys', { zh: '公钥未与别处比对', en: 'Keys not compared' }, { zh: '用的是文件自带的 keys.txt，它自己证明不了什么；请与从别处取得的比对', en: 'These are the file’s own, and prove nothing by themselves: compare them with a copy from elsewhere' })
  r.ok('checkpoint', { zh: '检查点', en: 'Checkpoint' }, { zh: `${keys.length - left.length} 把公钥的签名成立，日志有 ${cp.size} 条`, en: `signed by ${keys.length - left.length} keys, ${cp.size} entries` })
  skipUnchecked(r, left)
  r.proved = expected !== null && left.length === 0
  return { keys, cp }
}

async function check(r: Report, content: Blob | Uint8Array, o: TradeOptions): Promise<void> {
  const zip = await new Zip(content).open(o.progress), a = new Archive(zip)
  if (o.folder) r.ok('zip', { zh: '文件夹', en: 'Folder' }, { zh: `已按规范形式装回压缩包，${zip.files.length} 个文件`, en: `put into the canonical zip again, ${zip.files.length} files` })
  else r.ok('zip', { zh: '压缩包', en: 'Zip' }, { zh: `规范形式，${zip.files.length} 个文件`, en: `canonical, ${zip.files.length} files` })
  const m = await checkManifest(a)
  r.practice = m.practice
  r.ok('manifest', { zh: '清单', en: 'Manifest' }, { zh: '恰好列出这些文件，大小和 SHA-256 都符合', en: 'lists exactly these files, with size and SHA-256' })
  const { keys, cp } = await checkKeys(a, m, r, o.keys ?? null)
  const entries = await checkEntries(a, m, cp)
  r.ok('entries', { zh: '日志记录', en: 'Entries' }, { zh: `${entries.length} 条，每条的内容、承诺和证明都成立，次序如日志`, en: `${entries.length}, each act, commitment and proof holds, in the order of the log` })
  const k = await recompute(a, m, r, entries)
  // late, so that a file that was tampered with is named itself and not by the manifest
  await checkSigned(m.text, readSignatures(await a.text(SIGNATURE), SIGNATURE), keys, MANIFEST)
  r.ok('signature', { zh: '清单签名', en: 'Signature' }, { zh: '每把公钥都签署了清单', en: 'the manifest is signed by every key' })
  a.take('index.html')
  if (a.has('check.html')) a.take('check.html') // a page like this one, of whatever age
  a.checkUsed()
  r.ok('used', { zh: '没有多余文件', en: 'Nothing else' }, { zh: '每个文件都在这宗交易中有其位置', en: 'every file has its place in the trade' })
  r.fact('中心', 'Centre', `${m.name}（${m.centre}）`)
  r.log = m.origin
  r.names = new Map([...k.parties, [m.tender, k.title], [m.lot, k.lot.title]])
  const fact = (zh: string, en: string, id: string): void => { r.fact(zh, en, named(r.names.get(id), id)) }
  fact('招标项目', 'Tender', m.tender)
  fact('标段', 'Lot', m.lot)
  fact('招标人', 'Procuring entity', k.principal)
  if (k.awardNotice !== undefined && k.winner) fact('中标人', 'Supplier', k.winner.party)
  r.fact('状态', 'State', `${stateZh(m.state)}（${m.state}）`)
  r.fact('记录', 'Entries', `${entries.length}`)
  r.fact('日志', 'Log', `${m.origin}，${cp.size}`)
}

export async function checkTrade(content: Blob | Uint8Array, o: TradeOptions = {}): Promise<Verdict> {
  const r = new Report(o.tell)
  return r.run(() => check(r, content, o))
}
