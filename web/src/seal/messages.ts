// What page and worker say to each other. Everything can be cloned; keys never leave the browser.
import type { Binding, Secret } from './container'
import type { SealCode } from './fault'
import type { UploadState } from './upload'

export interface UploadTarget {
  name: string
  type?: string
  headers: Record<string, string>
  base?: string
  resume?: string
}
/** Seals a File as documents or bill and uploads it, or seals a text (the form; an application's) and gives the container back. */
export type SealRequest =
  | { do: 'seal'; id: number; binding: Binding & { part: 'documents' | 'bill' }; secret: Secret; file: Blob; upload: UploadTarget
      /** The digest of an earlier session: the content must still have it. */
      expect?: string }
  | { do: 'seal'; id: number; binding: Binding & { part: 'form' | 'documents' }; secret: Secret; json: string }
  /** Seals a File and gives the container back, which the browser keeps outside the tab. */
  | { do: 'keep'; id: number; binding: Binding & { part: 'documents' | 'bill' }; secret: Secret; file: Blob }
  /** Sends a file as it is. */
  | { do: 'send'; id: number; file: Blob; upload: UploadTarget }
  | { do: 'stop'; id: number }

export type SealEvent =
  | { id: number; is: 'progress'; phase: 'digest' | 'upload'; done: number; total: number; speed: number }
  | { id: number; is: 'pinned'; digest: string; bytes: number; chunks: number }
  | { id: number; is: 'started'; state: UploadState }
  | { id: number; is: 'waiting'; tries: number; ms: number }
  | { id: number; is: 'done'; digest: string; bytes: number; /** of a form */ container?: Uint8Array<ArrayBuffer>; /** kept */ sealed?: Blob }
  | { id: number; is: 'failed'; code: SealCode | 'BAD_FORM' | 'INTERNAL'; zh: string; en: string; status: number; detail: string }
