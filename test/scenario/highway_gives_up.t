# 公路: the first candidate gives up after the award, the second takes the contract.
include setup_highway.t
include setup_highway_judged.t
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙 check /result/price/amount=45900000.00
as 业主 POST /api/lots/$L/passings {"reason":"price","note":"x"} -> 422 BAD_FIELD check /field=/reason
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"书面放弃"} -> 200 check /result/passed=$丙
as 业主 POST /api/lots/$L/contract {"price":{"amount":"45900000.00","currency":"CNY"},"signedAt":"@+0"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲 check /result/price/amount=46800000.00
as nobody GET /api/notices?type=award&limit=1 -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/supplier=$甲 check /body/passed/0/party=$丙 check /body/passed/0/reason=declined
as 业主 POST /api/lots/$L/contract {"price":{"amount":"46800000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=contracted
proves $L
