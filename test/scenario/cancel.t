# The principal may end a trade before the award; then nothing falls due any more.
include setup_bids.t
as 甲 POST /api/lots/$L/cancellation {"reason":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 409 WRONG_STATE
as nobody GET /api/lots/$L -> 200 check /state=cancelled
as nobody GET /trades/$L -> 200
seal b1 $L $甲 {"price":{"amount":"1.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 409 WRONG_STATE
clock +22d
as nobody GET /api/lots/$L -> 200 check /state=cancelled
as nobody GET /api/notices?type=cancelled -> 200 check /notices/0/lot=$L
