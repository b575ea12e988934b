# A window for keys stands still while the trade is suspended, and while what was read wrong at the opening is not corrected.
# As suspended_window.t and objections.t, without steps to the millisecond: the served clock runs on.
include setup_bids.t
register 局 supervisor A:6
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
clock +600000
as 局 POST /api/lots/$L/suspensions {"reason":"系统故障"} -> 201 save /result/id=S
clock +300000
as 局 POST /api/lots/$L/suspensions {"reason":"投诉"} -> 201 save /result/id=S2
clock +300000
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"x"} -> 200
clock +2400000
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 局 POST /api/lots/$L/suspensions/ends {"suspension":"$S2","reason":"查处完毕"} -> 200
as 乙 POST /api/lots/$L/objections {"content":"名称读错"} -> 201 save /result/id=O
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"upheld","answer":"更正"} -> 200
clock +3600000
as 业主 POST /api/lots/$L/objections/corrections {"objection":"$O","content":"投标人乙名称更正"} -> 200
clock +1100000
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +200000
as nobody GET /api/lots/$L/opening -> 200
as 业主 POST /api/lots/$L/cancellation {"reason":"查实违法，终止"} -> 200
proves $L
