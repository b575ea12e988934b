# A rescue that does not come to its end: the trade goes on without that bid, and whoever has its export sees why.
include setup_custody.t
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
documents doc1 $L 甲 施工组织设计
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$doc1"} -> 201
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"}}
documents doc2 $L 乙 施工组织设计
as 乙 POST /api/lots/$L/bids {"form":"$bid2","documents":"$doc2"} -> 201
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"}}
documents doc3 $L 丙 施工组织设计
as 丙 POST /api/lots/$L/bids {"form":"$bid3","documents":"$doc3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","documents":"$doc1.key"} -> 200
as 乙 POST /api/lots/$L/rescues {"reason":"介质损坏"} -> 201
as 丙 POST /api/lots/$L/rescues {"reason":"介质损坏"} -> 201
publish
as 公证 GET /api/lots/$L/rescues -> 200 save /rescues/0/parts/0/header=F save /rescues/0/parts/1/header=D check /rescues/0/request/entry/kind=rescue.asked check /rescues/0/request/entry/party=$乙
share f1 公证章 $F
share d1 公证章 $D
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$f1"} -> 422 MISSING_FIELD check /field=/documents
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$f1","documents":"$f1"} -> 422 BAD_SHARE check /field=/documents
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$f1","documents":"$d1"} -> 201 check /result/rescued=false
# whoever has not asked is as whoever has not bid
as 公证 POST /api/lots/$L/shares {"party":"$甲","form":"$f1","documents":"$d1"} -> 404 NOT_FOUND check /detailZh~解密救援请求
as 公证 POST /api/lots/$L/shares {"party":"$业主","form":"$f1","documents":"$d1"} -> 404 NOT_FOUND check /detailZh~解密救援请求
# the key is found again: nothing is left to do, and nothing more is released
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key","documents":"$doc3.key"} -> 200
as 银行 GET /api/lots/$L/rescues -> 200 check /rescues/1/rescued=true save /rescues/0/parts/0/header=F2
as 银行 POST /api/lots/$L/shares {"party":"$丙","form":"$f1","documents":"$d1"} -> 409 DUPLICATE
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened check /bids/1/state=revoked check /bids/2/state=opened
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
proves $L
