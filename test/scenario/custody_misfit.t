# Who seals so that some shares do not fit has sealed for nobody: it is found alike by whoever opens, by whichever shares.
include setup_custody.t
documents doc1 $L 甲 施工组织设计
documents doc2 $L 乙 施工组织设计
documents doc3 $L 丙 施工组织设计
set MISFIT 1
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"}}
set MISFIT
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$bid1","documents":"$doc1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2","documents":"$doc2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3","documents":"$doc3"} -> 201
clock +21d
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key","documents":"$doc3.key"} -> 200
# by its own key
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key","documents":"$doc1.key"} -> 422 BAD_SEAL check /field=/form check /detailZh~份额与密钥不符
# by the shares that do fit
as 乙 POST /api/lots/$L/rescues {"reason":"介质损坏"} -> 201
publish
as 银行 GET /api/lots/$L/rescues -> 200 save /rescues/0/parts/0/header=F save /rescues/0/parts/1/header=D
share f1 公证章 $F
share d1 公证章 $D
share f2 银行章 $F
share d2 银行章 $D
as 银行 POST /api/lots/$L/shares {"party":"$乙","form":"$f2","documents":"$d2"} -> 201 check /result/rescued=false
as 公证 POST /api/lots/$L/shares {"party":"$乙","form":"$f1","documents":"$d1"} -> 201 check /result/rescued=false
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=revoked check /bids/1/state=revoked check /bids/2/state=opened
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
proves $L
