# A candidate passed over before an objection answers nothing that is upheld after it.
include setup_candidates.t
as 甲 POST /api/lots/$L/objections {"content":"乙的业绩不实"} -> 201 save /result/id=O
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"upheld","answer":"经查属实"} -> 200
upload K 业主 调查笔录
as 业主 POST /api/lots/$L/passings {"reason":"violation","note":"业绩不实","document":"$K"} -> 200 check /result/passed=$乙
as 业主 POST /api/lots/$L/reopening {"note":"x"} -> 409 WRONG_STATE check /rule~第五十四条
as 丙 POST /api/lots/$L/objections {"content":"甲的项目经理在其他在建工程任职"} -> 201 save /result/id=O2
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O2","outcome":"upheld","answer":"经查属实"} -> 200
clock +4d
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE check /rule~第五十五条 check /detail~$O2
as 业主 POST /api/lots/$L/passings {"reason":"violation","note":"不具备资格","document":"$K"} -> 200 check /result/passed=$甲
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$丙
proves $L
