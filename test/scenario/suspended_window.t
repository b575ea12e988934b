# The authority suspends a trade while keys are handed in: the window stands still, and goes on for what was left.
include setup_bids.t
register 局 supervisor A:6
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=opening check /openingEnds=@+1800000
clock +600000
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 局 POST /api/lots/$L/suspensions {"reason":"系统故障"} -> 201 save /result/id=S
clock +300000
as 局 POST /api/lots/$L/suspensions {"reason":"投诉"} -> 201 save /result/id=S2
clock +300000
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"x"} -> 200
# the end of the window passes, and keys are taken
clock +2400000
as nobody GET /api/lots/$L -> 200 check /state=opening
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S2","reason":"查处完毕"} -> 200
as nobody GET /api/notices?type=resumed&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/ends=@+1200000
as nobody GET /api/lots/$L -> 200 check /state=opening check /openingEnds=@+1200000
clock +1199999
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/state=opened check /bids/1/state=opened check /bids/2/state=opened
as 业主 POST /api/lots/$L/cancellation {"reason":"查实违法，终止"} -> 200
proves $L
