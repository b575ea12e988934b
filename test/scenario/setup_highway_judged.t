# The lot $L is judged and its candidates are shown: 丙, then 甲.
include setup_highway_opened.t
as e1 POST /api/lots/$L/disqualifications {"party":"$丁","reason":"项目经理无一级建造师注册（条例第五十一条）"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/bids/3/passed=false
include setup_sign.t
as nobody GET /api/lots/$L -> 200 check /state=pricing
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"form":"$bid4.key"} -> 409 WRONG_STATE
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/form/price/amount=46800000.00 lacks 30000000
as e1 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/benchmark/base=45070200.00 check /result/winner=$丙 check /result/bids/0/total=96.32
include setup_sign.t
as 业主 POST /api/lots/$L/candidates -> 200
as nobody GET /api/notices?type=candidates&limit=1 -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/candidates/0/party=$丙 check /body/candidates/1/party=$甲
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
