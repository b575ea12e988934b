# Every candidate is passed over: the lot ends, to be tendered again.
include setup_candidates.t
clock +4d
upload K 业主 行政处罚决定书
as 丙 POST /api/lots/$L/declining {"reason":"x"} -> 200
as 业主 POST /api/lots/$L/passings {"reason":"violation","note":"串通投标，已查实","document":"$K"} -> 200 check /result/passed=$乙
as 业主 POST /api/lots/$L/passings {"reason":"violation","note":"串通投标，已查实","document":"$K"} -> 200 check /result/passed=$甲
as 业主 POST /api/lots/$L/passings {"reason":"force-majeure","note":"地震","document":"$K"} -> 200 check /result/passed=$丙
as 业主 POST /api/lots/$L/passings {"reason":"declined","note":"x"} -> 409 WRONG_STATE
as nobody GET /api/lots/$L/candidates -> 200 check /turn=null check /candidates/2/passed~不可抗力
as nobody GET /api/notices?type=correction&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/content~没有其他中标候选人 lacks next
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE check /rule~第五十五条
as 业主 POST /api/lots/$L/cancellation {"reason":"候选人均不符合中标条件，重新招标"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=cancelled
proves $L
