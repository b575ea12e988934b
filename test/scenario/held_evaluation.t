# What holds a lot holds its committee too: nothing is found, scored, drawn, asked, replaced or signed meanwhile;
# a tenderer's time to answer goes on, and so does its answer. (《招标投标法实施条例》第二十二条、第五十四条、第六十二条)
include setup_tender.t
register 局 supervisor A:6
register 中心 centre A:9
seal b1 $L $甲 {"price":{"amount":"4800000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
as e1 POST /api/lots/$L/queries {"party":"$乙","question":"工期以何为准？","until":"@+1d"} -> 201 save /result/id=Q
as 局 POST /api/lots/$L/suspensions {"reason":"投诉查处期间暂停"} -> 201 save /result/id=S
as e1 POST /api/lots/$L/disqualifications {"party":"$甲","ground":"unsigned","reason":"未盖章"} -> 409 STAYED check /rule~第六十二条
as e1 POST /api/lots/$L/findings {"party":"$甲","corrected":{"amount":"4800001.00","currency":"CNY"},"reason":"大写"} -> 409 STAYED
as e1 POST /api/lots/$L/queries {"party":"$甲","question":"？","until":"@+1d"} -> 409 STAYED
as e1 POST /api/lots/$L/time-requests {"reason":"不够"} -> 409 STAYED
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"x"} -> 409 STAYED
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 STAYED
as 中心 POST /api/lots/$L/draws {"winner":"$甲","note":"抽签"} -> 409 STAYED
as 中心 POST /api/lots/$L/replacements {"seat":2,"cause":"left","reason":"离场","member":{"name":"六","unit":"z","expert":true,"years":12,"title":"高级工程师"}} -> 409 STAYED
as 乙 POST /api/lots/$L/queries/answers {"query":"$Q","answer":"以投标函为准。"} -> 200
as e5 POST /api/lots/$L/recusals {"reason":"与投标人有利害关系"} -> 200
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"查处完毕"} -> 200
as 中心 POST /api/lots/$L/replacements {"seat":5,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"z","expert":true,"years":12,"title":"高级工程师"}} -> 200 save /result/member=m5
person e5 $m5
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/missing=1
as 业主 POST /api/lots/$L/cancellation {"reason":"x"} -> 200
proves $L
