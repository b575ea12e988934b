# The last millisecond is in time, whenever the lane gets to it; the next one is late.
include setup_tender.t
seal b1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4812000.00","currency":"CNY"}}
clock 2026-03-22T23:59:59.999Z
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
clock +1
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 409 BID_LATE
