# Consortia: without an agreement, or with a member behind two bids, the committee decides before anybody signs.
include setup_tender.t
register 丁 tenderer 91450200198229141F
register 戊 tenderer 91650000299201121Q
register 局 supervisor A:6
seal b1 $L $甲 {"price":{"amount":"4700000.00","currency":"CNY"},"consortium":[{"name":"某设计院"}]}
seal b2 $L $乙 {"price":{"amount":"4800000.00","currency":"CNY"},"consortium":[{"name":"丁"}],"agreement":"投标文件第三章"}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"},"consortium":[{"name":"另一设计院","code":"91650000299201121Q"}],"agreement":"投标文件第三章"}
seal b4 $L $丁 {"price":{"amount":"4950000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
as 丁 POST /api/lots/$L/bids {"form":"$b4"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
as 丁 POST /api/lots/$L/keys {"form":"$b4.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/1/form/agreement~第三章
# a member that the authority has suspended shows to the committee, by its code
as e1 GET /api/lots/$L/evaluation -> 200 check /suspended=[]
as 局 POST /api/parties/$戊/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条","until":"@+365d"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 check /suspended/0/name=另一设计院 check /suspended/0/party=$丙 check /suspended/0/rule~第五十三条
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending/detailZh~甲 check /pending/detailZh~第五十一条（二） check /pending/detail~agreement
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING check /detailZh~联合体没有提交共同投标协议 check /detail~51(2)
as e1 POST /api/lots/$L/disqualifications {"party":"$甲","stands":true,"reason":"协议在投标文件中"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$甲","stands":true,"reason":"协议在投标文件中"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~甲
as e3 POST /api/lots/$L/disqualifications {"party":"$甲","stands":true,"reason":"协议在投标文件中"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~乙 check /pending/detailZh~丁 check /pending/detailZh~第三十七条 check /pending/detail~37)
as e1 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unqualified","reason":"丁又单独投标"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unqualified","reason":"丁又单独投标"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unqualified","reason":"丁又单独投标"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~丁： check /asked=null
as e1 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"又参加联合体"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"又参加联合体"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"又参加联合体"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~缺乏竞争 check /asked=competition check /result/winner=$甲
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"两家竞争充分"} -> 200
as e2 POST /api/lots/$L/competition {"competitive":true,"reason":"两家竞争充分"} -> 200
as e3 POST /api/lots/$L/competition {"competitive":true,"reason":"两家竞争充分"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /asked=null
include setup_five.t
as nobody GET /api/lots/$L -> 200 check /state=evaluated
as 业主 POST /api/lots/$L/candidates -> 200
as 业主 POST /api/lots/$L/cancellation {"reason":"候选人均不符合中标条件，重新招标"} -> 200
proves $L
