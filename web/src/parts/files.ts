// What is wrong with a chosen file, before a byte of it is sent.
import type { Pair } from '../base/lang'

/** How a file of that kind begins; '' where it may begin otherwise. */
const ZIP = 'PK', OLE = '\xd0\xcf\x11\xe0'
const begins: Record<string, string> = {
  pdf: '%PDF-', ofd: ZIP, zip: ZIP, docx: ZIP, xlsx: ZIP, pptx: ZIP, doc: OLE, xls: OLE, wps: '', et: '', png: '\x89PNG', jpg: '\xff\xd8\xff', jpeg: '\xff\xd8\xff',
  rar: 'Rar!', '7z': '7z\xbc\xaf', xml: '', txt: '', csv: '', json: '', dwg: 'AC1', tif: '', tiff: '',
}
export const DOCUMENTS = Object.keys(begins)
const MIB = 1 << 20

const said = (zh: string, en: string): Pair => ({ zh, en })
/** kinds: extensions; null: any. */
export async function wrongFile(file: File, max: number, kinds: string[] | null): Promise<Pair | null> {
  if (file.size === 0) return said('文件是空的，请另选', 'The file is empty')
  if (file.size > max) return said(`文件有 ${Math.ceil(file.size / MIB)} MiB，超过 ${max / MIB} MiB 的上限，请压缩或者分开`, `${Math.ceil(file.size / MIB)} MiB are more than the ${max / MIB} allowed`)
  if (kinds === null) return null
  const kind = /\.([^.]+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''
  if (!kinds.includes(kind)) return said(`不接受这种文件${kind ? `（.${kind}）` : ''}，可以选择：${kinds.join('、')}`, `No file of this kind${kind ? ` (.${kind})` : ''}; one of: ${kinds.join(', ')}`)
  const want = begins[kind] ?? '', head = new Uint8Array(await file.slice(0, 8).arrayBuffer())
  if (!String.fromCharCode(...head).startsWith(want)) return said(`文件内容不是 ${kind.toUpperCase()}：可能改过扩展名或者已经损坏`, `This is no ${kind.toUpperCase()} inside: renamed or damaged`)
  return null
}

/** A file in one line. */
export function fileSaid(name: string, bytes: number): string { return `${name}（${bytes.toLocaleString('en-US')} B）` }

/** The upload of a file that did not come to its end, for the next time it is chosen. */
const key = (f: File): string => `heng.upload.${f.name}|${f.size}|${f.lastModified}`
export const begun = {
  of(f: File): string | undefined { try { return localStorage.getItem(key(f)) ?? undefined } catch { return undefined } },
  keep(f: File, id: string): void { try { localStorage.setItem(key(f), id) } catch { /* then it begins anew */ } },
  end(f: File): void { try { localStorage.removeItem(key(f)) } catch { /* none */ } },
}
