# 公路: the committee disqualifies all in the first envelope, and no price is ever opened.
include setup_highway.t
include setup_highway_opened.t
include setup_struck.t
as e1 POST /api/lots/$L/disqualifications {"party":"$丁","reason":"未实质性响应招标文件（条例第五十一条）"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/bids/0/passed=false
include setup_sign.t
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as 业主 POST /api/lots/$L/candidates -> 409 WRONG_STATE
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 409 WRONG_STATE
as nobody GET /api/lots/$L/opening -> 200 lacks 46800000
as nobody GET /api/notices?type=unsuccessful&limit=1 -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /notices/$N -> 200
proves $L
