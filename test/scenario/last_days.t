# The last moment that the law leaves for what is due, and the first that is too late.
include setup_signed.t
register 中心 centre A:7
register 局 supervisor A:6
# of the report the third day
clock 2026-03-26T15:59:59.999Z
as 业主 POST /api/lots/$L/candidates -> 200 lacks candidates.publish.max
as 甲 POST /api/lots/$L/objections {"content":"乙的业绩不实"} -> 201 save /result/id=O
# of the objection the third day is a Sunday, the last a Monday
clock 2026-03-30T15:59:59.999Z
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"rejected","answer":"经核实无误"} -> 200 check /result/warnings=[]
as 业主 POST /api/lots/$L/award -> 200
# ten days from the answer; of the complaint three working days
clock 2026-04-09T15:59:59.999Z
as 甲 POST /api/lots/$L/complaints {"about":"result","content":"答复不实","known":"2026-03-30T02:00:00Z","objection":"$O"} -> 201 save /result/id=K
as 甲 POST /api/lots/$L/complaints {"about":"other","content":"评委受贿","known":"@+0"} -> 201 save /result/id=K2
clock 2026-04-09T16:00:00Z
as 甲 POST /api/lots/$L/complaints {"about":"result","content":"再次","known":"2026-03-30T02:00:00Z","objection":"$O"} -> 422 LAW_BOUND check /field=/known check /rule~第六十条
clock 2026-04-14T15:59:59.999Z
as 局 POST /api/lots/$L/complaints/acceptances {"complaint":"$K","accepted":true,"reason":"属于本部门"} -> 200 check /result/warnings=[]
upload R 业主 招标投标情况书面报告
as 业主 POST /api/lots/$L/report {"document":"$R"} -> 201 check /result/warnings=[]
clock 2026-04-14T16:00:00Z
as 局 POST /api/lots/$L/complaints/acceptances {"complaint":"$K2","accepted":true,"reason":"属于本部门"} -> 200 check /result/warnings/0/rule~第六十一条
# thirty days after the letter
clock 2026-04-29T15:59:59.999Z
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"durationDays":300,"price":{"amount":"4712000.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200 check /result/warnings=[]
# of the contract the fifth day is a holiday
clock 2026-05-06T15:59:59.999Z
as 中心 POST /api/lots/$L/refunds {"party":"$甲","refundedAt":"@+0"} -> 201 check /result/warnings=[]
clock 2026-05-06T16:00:00Z
as 中心 POST /api/lots/$L/refunds {"party":"$丙","refundedAt":"@+0"} -> 201 check /result/warnings/0/rule~第五十七条
# thirty working days from the acceptance
clock 2026-05-28T15:59:59.999Z
as 局 POST /api/lots/$L/complaints/decisions {"complaint":"$K","decision":"rejected","text":"业绩属实"} -> 200 check /result/warnings=[]
clock 2026-05-29T16:00:00Z
as 局 POST /api/lots/$L/complaints/decisions {"complaint":"$K2","decision":"rejected","text":"查无实据"} -> 200 check /result/warnings/0/rule~第六十一条
proves $L
