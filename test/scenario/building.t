# 房建 from intake to contract and archive.
include setup_building.t
include setup_building_judged.t
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙 check /result/price/amount=4712000.00
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=contracted
as 业主 POST /api/lots/$L/archive -> 200 check /result/state=archived
proves $L
