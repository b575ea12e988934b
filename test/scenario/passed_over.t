# The first candidate gives up after the award, the second has no security, the third takes the contract.
include setup_candidates.t
as 业主 POST /api/lots/$L/reopening {"note":"x"} -> 409 WRONG_STATE
clock +4d
as 乙 POST /api/lots/$L/passings {"reason":"declined","note":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L/passings {"reason":"price","note":"x"} -> 422 BAD_FIELD check /field=/reason
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"乙书面放弃"} -> 200 check /result/passed=$乙
as nobody GET /api/lots/$L/award -> 404 NOT_FOUND
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.00","currency":"CNY"},"signedAt":"@+0"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/passings {"reason":"no-performance-security","note":"逾期未交"} -> 200 check /result/passed=$甲
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙 check /result/price/amount=4950300.00
as 业主 GET /api/notices?type=award -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/supplier=$丙 check /body/passed/0/party=$乙 check /body/passed/1/reason=no-performance-security
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4950300.00","currency":"CNY"},"signedAt":"@+0"} -> 200
proves $L
