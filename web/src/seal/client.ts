// The worker as the workbench has it: a file of the centre's. A page that is one file brings its own.
import { sealBy } from './task'
import type { Job, Progress, WithoutId, Work } from './task'

export function sealInWorker(request: WithoutId<Work>, tell?: (e: Progress) => void): Job {
  return sealBy(() => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }), request, tell)
}
