# The lot $L is judged and its candidates are shown: 乙, then 甲.
include setup_building_opened.t
include setup_scores.t
include setup_sign.t
as 业主 POST /api/lots/$L/candidates -> 200
as nobody GET /api/notices?type=candidates&limit=1 -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/candidates/0/party=$乙 check /body/candidates/1/party=$甲
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
