// The worker as the page sees it: a promise, what happens meanwhile, and a way to stop.
import { SealFault } from './fault'
import type { SealEvent, SealRequest } from './messages'

export type Progress = Exclude<SealEvent, { is: 'done' } | { is: 'failed' }>
export type Done = Extract<SealEvent, { is: 'done' }>
/** Where its code is one of the worker's own (BAD_FORM, INTERNAL), `detail` says where. */
export class SealFailed extends SealFault {
  constructor(readonly event: Extract<SealEvent, { is: 'failed' }>) {
    super(event.code === 'BAD_FORM' || event.code === 'INTERNAL' ? 'BAD_FIELD' : event.code, event.zh, event.en, event.status, event.detail)
  }
}
export type Work = Exclude<SealRequest, { do: 'stop' }>
export type WithoutId<T> = T extends unknown ? Omit<T, 'id'> : never

let next = 1
export interface Job { done: Promise<Done>; stop: () => void }
/** A worker of its own for each task, so that a closed dialogue frees all that it held. */
export function sealBy(make: () => Worker, request: WithoutId<Work>, tell: (e: Progress) => void = () => undefined): Job {
  const worker = make(), id = next++
  const done = new Promise<Done>((held, failed) => {
    worker.onmessage = (e: MessageEvent<SealEvent>) => {
      if (e.data.id !== id) return
      if (e.data.is === 'done') held(e.data)
      else if (e.data.is === 'failed') failed(new SealFailed(e.data))
      else tell(e.data)
    }
    worker.onerror = () => { failed(new SealFault('NO_CRYPTO', '密封程序没有载入，请刷新页面', 'The sealing code did not load: reload the page')) }
  }).finally(() => { worker.terminate() })
  worker.postMessage({ ...request, id })
  return { done, stop: () => { worker.postMessage({ do: 'stop', id }) } }
}
