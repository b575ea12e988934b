# $OBJECTS objects to the result: nothing moves before the answer; what is upheld brings it back to the committee.
clock +1
as $OBJECTS POST /api/lots/$L/objections {"content":"第一候选人的项目经理在其他在建工程任职"} -> 201 check /result/subject=result save /result/id=O
as nobody GET /api/lots/$L/timeline -> 200 lacks objection
as 业主 POST /api/lots/$L/reopening {"note":"x"} -> 409 WRONG_STATE check /rule~第五十四条
clock +4d
as 业主 POST /api/lots/$L/award -> 409 STAYED check /detail~$O check /message/zh~第五十四条
upload K 业主 调查笔录
as 业主 POST /api/lots/$L/passings {"reason":"violation","note":"x","document":"$K"} -> 409 STAYED
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"upheld","answer":"经查属实，提请评标委员会复核"} -> 200 check /result/warnings/0/rule~第五十四条
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE check /detail~reopening check /rule~第五十五条
as 甲 POST /api/lots/$L/reopening {"note":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L/reopening {"note":"复核第一候选人的资格"} -> 200
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/candidates -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/reopening {"note":"x"} -> 409 WRONG_STATE
as e1 POST /api/lots/$L/disqualifications {"party":"$FIRST","ground":"unqualified","reason":"项目经理在其他在建工程任职，不符合资格条件"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$FIRST","ground":"unqualified","reason":"项目经理在其他在建工程任职，不符合资格条件"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$FIRST","ground":"unqualified","reason":"项目经理在其他在建工程任职，不符合资格条件"} -> 200
set FALLEN $FIRST
set FIRST $SECOND
set FIRST_TERMS $SECOND_TERMS
set FIRST_PRICE $SECOND_PRICE
set SECOND $THIRD
set SECOND_PRICE $THIRD_PRICE
