# Complaints: in their time, after an objection, told to nobody but the authority; late answers warn.
include setup_candidates.t
register 局 supervisor A:6
as 甲 POST /api/lots/$L/complaints {"about":"result","content":"x","known":"@+0"} -> 409 WRONG_STATE check /rule~第六十条
as 甲 POST /api/lots/$L/complaints {"about":"other","content":"x","known":"@+1d"} -> 422 BAD_FIELD check /field=/known
as 业主 POST /api/lots/$L/complaints {"about":"other","content":"x","known":"@+0"} -> 403 DENIED
as 甲 POST /api/lots/$L/objections {"content":"乙的业绩不实"} -> 201 save /result/id=O
clock +12d
as 丙 POST /api/lots/$L/complaints {"about":"result","content":"x","known":"@+0","objection":"$O"} -> 403 DENIED check /field=/objection
as 甲 POST /api/lots/$L/complaints {"about":"document","content":"x","known":"@+0","objection":"$O"} -> 404 NOT_FOUND check /field=/objection
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"rejected","answer":"经核实无误"} -> 200
# the time of the objection does not count: ten days from its answer
clock +9d
as 甲 POST /api/lots/$L/complaints {"about":"result","content":"答复不实","known":"2026-03-20T00:00:00Z","objection":"$O"} -> 201 save /result/id=K
clock +3d
as 甲 POST /api/lots/$L/complaints {"about":"result","content":"再次","known":"2026-03-20T00:00:00Z","objection":"$O"} -> 422 LAW_BOUND check /field=/known
as 甲 POST /api/lots/$L/complaints {"about":"other","content":"评委受贿","known":"@+0"} -> 201 save /result/id=K2
as 丙 GET /api/lots/$L/complaints -> 200 check /complaints=[]
as 业主 GET /api/lots/$L/complaints -> 403 DENIED
as 甲 GET /api/lots/$L/complaints -> 200 check /complaints/0/about=other
as 局 GET /api/lots/$L/complaints -> 200 check /complaints/1/id=$K
as nobody GET /api/lots/$L/timeline -> 200 lacks complaint
# the older is due first: three working days from each
as 局 GET /api/agenda -> 200 check /items/0/duty=accept check /items/0/lot=$L check /items/1/duty=accept lacks decide
as 甲 GET /api/agenda -> 200 lacks duty
as 局 POST /api/lots/$L/complaints/decisions {"complaint":"$K","decision":"upheld","text":"x"} -> 409 WRONG_STATE
as 甲 POST /api/lots/$L/complaints/acceptances {"complaint":"$K","accepted":true,"reason":"x"} -> 403 DENIED
as 局 POST /api/lots/$L/complaints/acceptances {"complaint":"$O","accepted":true,"reason":"x"} -> 404 NOT_FOUND check /field=/complaint
as 局 POST /api/lots/$L/complaints/acceptances {"complaint":"$K2","accepted":true,"reason":"属于本部门"} -> 200 check /result/warnings=[]
as 局 GET /api/agenda -> 200 check /items/0/duty=accept check /items/1/duty=decide check /items/1/since=@+0
clock +10d
as 局 POST /api/lots/$L/complaints/acceptances {"complaint":"$K","accepted":true,"reason":"属于本部门"} -> 200 check /result/warnings/0/rule~第六十一条
as 局 POST /api/lots/$L/complaints/acceptances {"complaint":"$K","accepted":true,"reason":"x"} -> 409 WRONG_STATE
as 局 POST /api/lots/$L/complaints/decisions {"complaint":"$K","decision":"rejected","text":"业绩属实"} -> 200 check /result/warnings=[]
as 局 POST /api/lots/$L/complaints/decisions {"complaint":"$K","decision":"rejected","text":"x"} -> 409 WRONG_STATE
clock +60d
as 局 POST /api/lots/$L/complaints/decisions {"complaint":"$K2","decision":"rejected","text":"查无实据"} -> 200 check /result/warnings/0/rule~第六十一条
as 局 GET /api/agenda -> 200 check /items=[]
as 业主 POST /api/lots/$L/award -> 200
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"durationDays":300,"price":{"amount":"4712000.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200
proves $L
