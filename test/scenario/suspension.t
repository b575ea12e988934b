# The authority suspends a trade: no step and no clock until it ends, and both are published.
include setup_bids.t
register 局 supervisor A:6
as 甲 POST /api/lots/$L/suspensions {"reason":"x"} -> 403 DENIED
as 局 POST /api/lots/$L/suspensions {"reason":"投诉查处期间暂停"} -> 201 save /result/id=S
as nobody GET /api/notices?type=suspended -> 200 check /notices/0/lot=$L
clock +22d
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 局 GET /api/lots/$L/suspensions -> 200 check /suspensions/0/id=$S check /suspensions/0/ended=null check /suspensions/0/reason=投诉查处期间暂停
as 甲 GET /api/lots/$L/suspensions -> 403 DENIED
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$L","reason":"x"} -> 404 NOT_FOUND check /field=/suspension
# the deadline passed meanwhile: it is moved before anything goes on
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"查处完毕"} -> 409 WRONG_STATE check /rule~第二十四条
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"暂停期间顺延","affectsBids":false,"deadline":"@+2d"} -> 201 save /result/id=X
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$X"} -> 200
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"查处完毕"} -> 200
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"x"} -> 404 NOT_FOUND
as 局 GET /api/lots/$L/suspensions -> 200 check /suspensions/0/ended=@+0
as nobody GET /api/notices?type=resumed -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/why=查处完毕
clock +1000
as nobody GET /api/lots/$L -> 200 check /state=bidding
clock +172799000
as nobody GET /api/lots/$L -> 200 check /state=opening
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as 局 POST /api/lots/$L/suspensions {"reason":"再次暂停"} -> 201 save /result/id=S
as 业主 POST /api/lots/$L/cancellation {"reason":"查实违法，终止"} -> 200
as 局 POST /api/lots/$L/suspensions {"reason":"x"} -> 409 WRONG_STATE
proves $L
