# 公路 from intake to contract and archive.
include setup_highway.t
include setup_highway_judged.t
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙 check /result/price/amount=45900000.00
as 业主 POST /api/lots/$L/contract {"price":{"amount":"45900000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=contracted
as 业主 POST /api/lots/$L/archive -> 200 check /result/state=archived
proves $L
