# 市政: an objection to the result is upheld, and the committee looks again.
include setup_municipal.t
include setup_municipal_judged.t
as 乙 POST /api/lots/$L/objections {"content":"第一候选人的项目经理不具备资格"} -> 201 save /result/id=O
clock +4d
as 业主 POST /api/lots/$L/award -> 409 STAYED
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"upheld","answer":"经查属实，提请评标委员会复核"} -> 200
as 业主 POST /api/lots/$L/reopening {"note":"复核第一候选人的资格"} -> 200
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as e1 POST /api/lots/$L/disqualifications {"party":"$甲","reason":"项目经理不具备资格（条例第五十一条）"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 check /pending~缺乏竞争
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"余下两家报价均低于最高投标限价"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$丙
include setup_sign.t
as 业主 POST /api/lots/$L/candidates -> 200
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙 check /result/price/amount=40900000.00
as 业主 POST /api/lots/$L/contract {"price":{"amount":"40900000.00","currency":"CNY"},"signedAt":"@+0"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=contracted
proves $L
