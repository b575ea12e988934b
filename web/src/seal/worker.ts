// new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }); messages.ts says what it takes.
import { handle } from './job'
import type { SealEvent, SealRequest } from './messages'

const self_ = self as unknown as DedicatedWorkerGlobalScope
self_.onmessage = (e: MessageEvent<SealRequest>) => {
  void handle(e.data, (event: SealEvent) => { self_.postMessage(event) })
}
