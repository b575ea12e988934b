# Two bids are too few at the deadline: the lot $L is unsuccessful, and nobody learns who they were.
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 409 WRONG_STATE
as nobody GET /api/lots/$L/opening -> 403 SECRET
as nobody GET /api/notices?type=unsuccessful&limit=1 -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/why~少于 lacks $甲 lacks $乙
as nobody GET /notices/$N -> 200 lacks 甲
