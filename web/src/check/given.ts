// What somebody drops: a receipt, a trade, or keys, told by the content and not by the name.
import { MANIFEST } from './archive'
import { checkReceipt } from './receipt'
import type { Names, Step, Verdict } from './steps'
import { checkTrade } from './trade'
import { pack } from './zip'

export type Given = { is: 'trade' | 'receipt'; name: string; file: Blob; folder?: boolean } | { is: 'keys'; name: string; text: string } | { is: 'pdf'; name: string; file: File } | { is: 'nothing'; name: string }
const SMALL = 4 * 1024 * 1024

export async function look(file: File): Promise<Given> {
  const { name } = file
  try {
    const head = new Uint8Array(await file.slice(0, 4).arrayBuffer())
    if (head[0] === 0x50 && head[1] === 0x4b) return { is: 'trade', name, file }
    if (head[0] === 0x25 && head[1] === 0x50 && head[2] === 0x44 && head[3] === 0x46) return { is: 'pdf', name, file }
    if (/\.zip$/i.test(name)) return { is: 'trade', name, file }
    if (file.size > SMALL) return { is: 'nothing', name }
    const text = await file.text()
    if (/^[^\s{+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\r?\n?/.test(text)) return { is: 'keys', name, text }
    return /^\s*\{/.test(text) || /\.json$/i.test(name) ? { is: 'receipt', name, file } : { is: 'nothing', name }
  } catch {
    return { is: 'nothing', name }
  }
}

/** An unzipped trade, wherever in the chosen folder it lies; what a system puts into a folder by itself is none of it. */
export async function lookInto(files: File[]): Promise<Given> {
  const at = (f: File) => f.webkitRelativePath || f.name, depth = (path: string) => path.split('/').length
  const manifest = files.map(at).filter((p) => p.split('/').at(-1) === MANIFEST).sort((a, b) => depth(a) - depth(b))[0]
  const name = at(files[0]!).split('/')[0]!
  if (manifest === undefined) return { is: 'nothing', name }
  const root = manifest.slice(0, -MANIFEST.length), parts = new Map<string, Blob>()
  for (const f of files)
    if (at(f).startsWith(root) && !/(^|\/)(\.[^/]*|Thumbs\.db|desktop\.ini)$/.test(at(f))) parts.set(at(f).slice(root.length), f)
  return { is: 'trade', name: root.slice(0, -1) || name, file: await pack(parts), folder: true }
}

/** names: of a trade that was checked before. */
export async function check(given: Given & { is: 'trade' | 'receipt' }, keys: string | null, names: Names | null,
  tell: (s: Step) => void, progress: (done: number, total: number) => void): Promise<Verdict> {
  if (given.is === 'trade') return checkTrade(given.file, { keys, tell, progress, ...(given.folder ? { folder: true } : {}) })
  return checkReceipt(new Uint8Array(await given.file.arrayBuffer()), keys, tell, names)
}

/** A receipt of the centre that this page comes from, by its place; null where it is not for everybody. */
export async function receiptOfCentre(place: string): Promise<File | null> {
  if (!/^https?:$/.test(location.protocol) || !/^\d{1,15}$/.test(place)) return null
  try {
    const answer = await fetch(`/api/receipts/${place}`, { cache: 'no-store' })
    return answer.ok ? new File([await answer.blob()], `receipt-${place}.json`, { type: 'application/json' }) : null
  } catch {
    return null
  }
}

/** Where this page comes from a centre, the keys that it publishes; null where it does not. */
export async function keysOfCentre(): Promise<string | null> {
  if (!/^https?:$/.test(location.protocol)) return null
  try {
    const answer = await fetch('/log/keys', { credentials: 'omit', cache: 'no-store' })
    return answer.ok ? await answer.text() : null
  } catch {
    return null
  }
}
