# The designated medium publishes the announcement three days late: from its day bids have too little time.
include setup_tender.t
register 中心 centre A:9
seal b1 $L $甲 {"price":{"amount":"4700000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as nobody GET /api/notices?tender=$T&type=announcement -> 200 save /notices/0/id=A
as 中心 GET /api/lots/$L/completeness -> 200 check /owed/0/what=receipt check /owed/0/detail~招标公告
clock +3d
as 中心 POST /api/notices/$A/receipts {"medium":"中国招标投标公共服务平台","number":"1","publishedAt":"@+0"} -> 201 check /result/held=true check /result/warnings/0/field=/deadline check /result/warnings/0/rule~第二十四条
as nobody GET /api/notices?tender=$T&type=suspended -> 200 save /notices/0/id=S
as nobody GET /api/notices/$S -> 200 check /body/why~延长投标截止
as nobody GET /notices/$S -> 200
# another medium's word changes nothing
as 中心 POST /api/notices/$A/receipts {"medium":"四川省公共资源交易平台","number":"2","publishedAt":"@+0"} -> 201 check /result/held=false
# a day too few is refused, counted from the medium's day: 3-05 and 20 days
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"延期","affectsBids":false,"deadline":"2026-03-24T15:59:00Z"} -> 422 LAW_BOUND check /field=/deadline check /rule~第二十四条
# the deadline comes, and nothing is closed; others still bid
clock 2026-03-23T02:00:00Z
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"指定媒介发布较晚，延期","affectsBids":false,"deadline":"2026-03-25T02:00:00Z"} -> 201 save /result/id=C
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$C"} -> 200 save /result/notice=N
as nobody GET /api/notices/$N -> 200 check /body/periods/0/event=2026-03-05T00:00:00.000Z
seal b2 $L $乙 {"price":{"amount":"4800000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
include setup_committee.t
clock 2026-03-25T02:00:00Z
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
proves $L
