// Who is signed out when nobody touches the page.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { session } from '../../src/api/client'
import { IDLE_MS, watchIdle } from '../../src/work/idle'

const page = new EventTarget(), touch = (what: string) => { page.dispatchEvent(new Event(what)) }
const leave = vi.fn(async () => { session.value = null })
beforeEach(() => { vi.useFakeTimers(); vi.stubGlobal('addEventListener', page.addEventListener.bind(page)); leave.mockClear() })
afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals(); session.value = null })
const as = (...roles: string[]) => { session.value = { name: 'x', roles } as never }

describe('an idle page', () => {
  it('of staff ends the session, of a tenderer it does not, and a touch begins anew', () => {
    watchIdle(leave)
    touch('keydown')
    as('tenderer')
    vi.advanceTimersByTime(2 * IDLE_MS)
    expect(leave).not.toHaveBeenCalled()
    as('centre')
    touch('pointerdown')
    vi.advanceTimersByTime(IDLE_MS - 30_000)
    touch('keydown')
    vi.advanceTimersByTime(IDLE_MS)
    expect(leave).not.toHaveBeenCalled()
    vi.advanceTimersByTime(60_000)
    expect(leave).toHaveBeenCalledTimes(1)
    as() // a member of a committee has no role
    vi.advanceTimersByTime(60_000)
    expect(leave).toHaveBeenCalledTimes(2)
  })
})
