# 房建: the committee disqualifies all.
include setup_building.t
include setup_building_opened.t
include setup_struck.t
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/bids/0/valid=false
include setup_sign.t
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as 业主 POST /api/lots/$L/candidates -> 409 WRONG_STATE
as nobody GET /api/notices?type=unsuccessful&limit=1 -> 200 check /notices/0/lot=$L save /notices/0/id=N
as nobody GET /notices/$N -> 200
proves $L
