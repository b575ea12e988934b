# The first candidate gives up after the award, the second has no security, the third takes the contract.
include setup_candidates.t
as nobody GET /api/lots/$L/candidates -> 200 check /turn=$乙 check /candidates/0/party=$乙 check /candidates/0/order=1 check /candidates/0/price/amount=4712000.00 check /candidates/0/declined=false check /candidates/2/party=$丙 lacks passed
as 业主 POST /api/lots/$L/reopening {"note":"x"} -> 409 WRONG_STATE
# within the publicity nobody is passed over without an upheld objection
as 乙 POST /api/lots/$L/declining {"reason":"资金不足"} -> 200
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"x"} -> 422 LAW_BOUND check /rule~第五十四条
clock +4d
as 业主 POST /api/lots/$L/award {"choice":"$甲","reason":"更看好甲"} -> 422 LAW_BOUND check /field=/choice check /rule~第四十条 check /detailZh~排名第一
as 乙 POST /api/lots/$L/passings {"reason":"declined","note":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L/passings {"reason":"price","note":"x"} -> 422 BAD_FIELD check /field=/reason
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE check /rule~第五十五条
as 业主 GET /api/lots/$L/candidates -> 200 check /turn=$乙 check /candidates/0/declined=true
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"乙书面放弃"} -> 200 check /result/passed=$乙
as nobody GET /api/lots/$L/candidates -> 200 check /turn=$甲 check /candidates/0/passed=放弃中标 check /candidates/1/price/amount=4812000.00
as nobody GET /api/notices?type=correction&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/next/party=$甲 lacks countermands
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
as nobody GET /api/notices?type=award&tender=$T -> 200 save /notices/0/id=N1
as 业主 POST /api/lots/$L/passings {"reason":"no-performance-security","note":"逾期未交"} -> 422 MISSING_FIELD check /field=/document check /rule~第五十五条
as 业主 POST /api/lots/$L/passings {"reason":"no-performance-security","note":"逾期未交","document":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"} -> 404 NOT_FOUND check /field=/document
upload K 业主 履约保证金催告函
as 业主 POST /api/lots/$L/passings {"reason":"no-performance-security","note":"逾期未交","document":"$K"} -> 200 check /result/passed=$甲
as nobody GET /api/lots/$L/award -> 404 NOT_FOUND
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.00","currency":"CNY"},"signedAt":"@+0"} -> 409 WRONG_STATE
as nobody GET /api/notices?type=correction&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/countermands=$N1 check /body/ground=$K check /body/next/party=$丙 check /body/passed/0/reason=no-performance-security
as nobody GET /notices/$N -> 200
as 业主 POST /api/lots/$L/declining {"reason":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙 check /result/price/amount=4950300.00
as 业主 GET /api/notices?type=award -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/supplier=$丙 check /body/passed/0/party=$乙 check /body/passed/1/reason=no-performance-security
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"durationDays":290,"price":{"amount":"4950300.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200
proves $L
