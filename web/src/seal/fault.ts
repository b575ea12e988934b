// What sealing and uploading refuse, in both languages: no screen is needed to make the words.
export type SealCode = 'NOT_SEALED' | 'BAD_SEAL' | 'BAD_KEY' | 'BAD_FIELD' | 'CHANGED' | 'NO_CRYPTO' | 'ABORTED' | 'OFFLINE' | 'REFUSED' | 'NOT_KEPT'
  | 'BAD_SHARE' | 'BAD_CERTIFICATE' | 'CERT_USE' | 'NOT_FOUND'

export class SealFault extends Error {
  constructor(readonly code: SealCode, readonly zh: string, readonly en: string, readonly status = 0, readonly detail = '') {
    super(en)
    this.name = 'SealFault'
  }
}
export function stopIf(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SealFault('ABORTED', '已停止', 'Stopped')
}
