# An objection to the result is upheld: the committee looks again, disqualifies the first, and signs anew.
include setup_candidates.t
as 甲 POST /api/lots/$L/objections {"content":"乙的项目经理不具备资格"} -> 201 save /result/id=O
as 业主 POST /api/lots/$L/reopening {"note":"x"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"upheld","answer":"经查属实，提请评标委员会复核"} -> 200
as 业主 POST /api/lots/$L/reopening {"note":"复核乙的资格"} -> 200
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as e1 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unqualified","reason":"项目经理不具备资格"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unqualified","reason":"项目经理不具备资格"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unqualified","reason":"项目经理不具备资格"} -> 200
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"余下两家报价均低于最高投标限价"} -> 200
as e2 POST /api/lots/$L/competition {"competitive":true,"reason":"余下两家报价均低于最高投标限价"} -> 200
as e3 POST /api/lots/$L/competition {"competitive":true,"reason":"余下两家报价均低于最高投标限价"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"durationDays":300,"price":{"amount":"4812000.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200
proves $L
