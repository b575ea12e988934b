# $丁 falls in the first envelope; the prices of the others are opened and judged: $丙 before $甲 before $乙.
as e1 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"项目经理无一级建造师注册"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"项目经理无一级建造师注册"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$丁","ground":"unqualified","reason":"项目经理无一级建造师注册"} -> 200
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/bids/0/passed=true check /result/bids/3/passed=false
include setup_five.t
as nobody GET /api/lots/$L -> 200 check /state=pricing
as nobody GET /api/notices?type=screening&tender=$T -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/result/bids/3/why~建造师 lacks $PRICE1 lacks $PRICE4
as nobody GET /notices/$N -> 200
as 丁 POST /api/lots/$L/keys {"form":"$b4.key"} -> 409 WRONG_STATE
as 甲 POST /api/lots/$L/keys {"form":"$b1.key","documents":"$d1.key"} -> 422 BAD_FIELD check /field=/documents
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 409 DUPLICATE
as nobody GET /api/lots/$L/opening -> 200 lacks $PRICE1 lacks $PRICE2 lacks $PRICE3
as 业主 POST /api/lots/$L/factor {"value":20000,"note":"开标现场抽球"} -> 201
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/form/price/amount=$PRICE1 check /bids/2/form/price/amount=$PRICE3 check /bids/3/state=unopened lacks $PRICE4
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":1,"reason":"x"}]} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/benchmark/mean=46650000.00 check /result/benchmark/base=45717000.00 check /result/winner=$丙 lacks $PRICE4
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/0/party=$丙 check /result/bids/0/total=99.20 check /result/bids/1/party=$甲 check /result/bids/1/total=95.26 check /result/bids/2/party=$乙 check /result/bids/2/total=93.30 check /result/bids/3/valid=false
set FIRST $丙
set FIRST_TERMS "durationDays":300
set FIRST_PRICE $PRICE3
set SECOND $甲
set SECOND_TERMS "durationDays":300
set SECOND_PRICE $PRICE1
set THIRD $乙
set THIRD_PRICE $PRICE2
