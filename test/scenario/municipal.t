# 市政 from intake to contract and archive.
include setup_municipal.t
include setup_municipal_judged.t
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲 check /result/price/amount=41000000.00
as 业主 POST /api/lots/$L/contract {"price":{"amount":"41000000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=contracted
as 业主 POST /api/lots/$L/archive -> 200 check /result/state=archived
proves $L
