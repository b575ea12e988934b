# Objections to the document, the opening and the result; each stays the trade until it is answered.
include setup_tender.t
register 路人 procuringEntity 91650000299201121Q
register 丁 tenderer A:4
as nobody POST /api/tenders/$T/objections {"content":"限定本地企业"} -> 401 UNAUTHENTICATED
as 业主 POST /api/tenders/$T/objections {"content":"限定本地企业"} -> 403 DENIED
as 路人 POST /api/tenders/$T/objections {"content":"限定本地企业"} -> 403 DENIED
as 甲 POST /api/lots/$L/objections {"content":"开标？"} -> 409 WRONG_STATE check /detail~bidding check /rule~第四十四条
as 甲 POST /api/tenders/$T/objections {"content":"限定本地企业"} -> 201 save /result/id=O check /result/subject=document
as 业主 GET /api/tenders/$T/objections -> 200 check /objections/0/outcome=open check /objections/0/content~本地
# the answer is due, and to-do lists say so of whom it is asked
as 业主 GET /api/agenda -> 200 check /items/0/duty=answer-document check /items/0/due=2026-03-05T16:00:00.000Z check /items/0/since=@+0 check /items/0/as=principal
as 甲 GET /api/agenda -> 200 lacks duty
as 乙 GET /api/tenders/$T/objections -> 200 lacks 本地
as nobody GET /api/lots/$L/timeline -> 200 lacks objection
# only the procuring entity answers, only who raised it takes it back
as 甲 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"rejected","answer":"无此限定"} -> 403 DENIED
as 乙 POST /api/tenders/$T/objections/withdrawals {"objection":"$O"} -> 403 DENIED check /field=/objection
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O","outcome":"rejected","answer":"无此限定"} -> 404 NOT_FOUND check /field=/objection
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"maybe","answer":"无此限定"} -> 422 BAD_FIELD check /field=/outcome
# the third day holds without a word, the fourth warns
clock 2026-03-05T15:59:59Z
as 甲 POST /api/tenders/$T/objections {"content":"第二份"} -> 409 DUPLICATE check /detail~$O
as 乙 POST /api/tenders/$T/objections {"content":"第二份"} -> 201 save /result/id=O2
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"rejected","answer":"无此限定"} -> 200 save /result/warnings=W lacks 第二十二条
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"upheld","answer":"改口"} -> 409 WRONG_STATE
# its third day is a Sunday, the last is Monday
clock 2026-03-09T16:00:00Z
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O2","outcome":"upheld","answer":"将修改"} -> 200 check /result/warnings/0/rule~第二十二条
# an upheld one is owed until the document is changed
as 业主 GET /api/tenders/$T/objections -> 200 check /objections/0/outcome=upheld lacks settled
as 业主 POST /api/tenders/$T/clarifications {"type":"amendment","content":"删去限定","affectsBids":false,"reason":"只放宽资格条件"} -> 201 save /result/id=X
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$X"} -> 200
as 业主 GET /api/tenders/$T/objections -> 200 check /objections/0/settled=@+0
# ten days before the deadline of 03-23: the 13th holds, the 14th does not
clock 2026-03-13T15:59:59Z
as 丙 POST /api/tenders/$T/objections {"content":"工期不合理"} -> 201 save /result/id=O3
clock 2026-03-13T16:00:00Z
as 乙 POST /api/tenders/$T/objections {"content":"工期不合理"} -> 422 LAW_BOUND check /rule~第二十二条 check /detail~2026-03-13
# bids are taken meanwhile; the deadline passes, and nothing is closed before the answer
seal b1 $L $甲 {"price":{"amount":"4800000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
as 业主 POST /api/lots/$L/committee {"members":[{"name":"张","unit":"一","expert":true,"years":12,"title":"高级工程师"},{"name":"李","unit":"二","expert":true,"years":12,"title":"高级工程师"},{"name":"王","unit":"三","expert":true,"years":12,"title":"高级工程师"},{"name":"赵","unit":"四","expert":true,"years":12,"title":"高级工程师"},{"name":"周","unit":"业主","expert":false}]} -> 201 save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
clock 2026-03-23T00:00:01Z
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 409 BID_LATE
# while it is held the deadline can still be moved, but not to what is over
as 业主 POST /api/tenders/$T/clarifications {"type":"clarification","content":"工期照旧","affectsBids":false,"reason":"重申"} -> 422 BAD_FIELD check /field=/deadline
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"因异议延期","affectsBids":false,"deadline":"@+1d"} -> 201 save /result/id=X
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$X"} -> 200
clock +2d
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 丙 POST /api/tenders/$T/objections/withdrawals {"objection":"$O3"} -> 200
as 丙 POST /api/tenders/$T/objections/withdrawals {"objection":"$O3"} -> 409 WRONG_STATE
clock +1
as nobody GET /api/lots/$L -> 200 check /state=opening
# to the opening: on the spot; its end waits for the answer
as 丁 POST /api/lots/$L/objections {"content":"未投标"} -> 403 DENIED check /rule~第四十四条
as 甲 POST /api/lots/$L/objections {"content":"名称读错"} -> 201 check /result/subject=opening save /result/id=O4
as 甲 POST /api/lots/$L/objections {"content":"再次"} -> 409 DUPLICATE
as 乙 POST /api/lots/$L/objections {"content":"同上"} -> 201 save /result/id=O5
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +3600000
as nobody GET /api/lots/$L -> 200 check /state=opening
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O4","outcome":"upheld","answer":"更正"} -> 200
clock +1
as nobody GET /api/lots/$L -> 200 check /state=opening
as 业主 POST /api/lots/$L/objections/corrections {"objection":"$O5","content":"x"} -> 409 WRONG_STATE check /rule~第四十四条
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O5","outcome":"rejected","answer":"无误"} -> 200
clock +1
# what was read wrong is corrected for all before the trade goes on
as nobody GET /api/lots/$L -> 200 check /state=opening
as 甲 POST /api/lots/$L/objections/corrections {"objection":"$O4","content":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L/objections/corrections {"objection":"$O3","content":"x"} -> 404 NOT_FOUND check /field=/objection
as 业主 POST /api/lots/$L/objections/corrections {"objection":"$O4","content":"投标人甲名称更正"} -> 200 save /result/notice=N
as 业主 POST /api/lots/$L/objections/corrections {"objection":"$O4","content":"x"} -> 409 WRONG_STATE
as nobody GET /api/notices/$N -> 200 check /type=correction check /body/subject=opening check /body/content~甲
as nobody GET /notices/$N -> 200
# the window for keys stood still meanwhile
as nobody GET /api/lots/$L -> 200 check /state=opening check /openingEnds=2026-03-25T01:30:00.002Z
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=evaluating
# the record has been read: still on the spot, until the committee begins
as 甲 POST /api/lots/$L/objections {"content":"还是不对"} -> 201 check /result/subject=opening save /result/id=O6
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
# what is stayed is not judged
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 STAYED check /detail~$O6 check /detailZh~$O6
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O6","outcome":"rejected","answer":"无误"} -> 200
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 乙 POST /api/lots/$L/objections {"content":"太晚"} -> 409 WRONG_STATE check /rule~第四十四条
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
as 甲 POST /api/lots/$L/objections {"content":"何时公示"} -> 409 WRONG_STATE check /detail~evaluated check /rule~第五十四条
as 业主 POST /api/lots/$L/candidates -> 200
# to the result: within the publicity, and no award before the answer
as 甲 POST /api/lots/$L/objections {"content":"候选人业绩不实"} -> 201 check /result/subject=result save /result/id=O7
clock 2026-03-30T16:00:00Z
as 乙 POST /api/lots/$L/objections {"content":"太晚"} -> 409 WRONG_STATE check /detail~publicity check /rule~第五十四条
as 业主 POST /api/lots/$L/award -> 409 STAYED check /message/zh~暂停
as 业主 POST /api/lots/$L/objections/answers {"objection":"$O7","outcome":"rejected","answer":"经核属实"} -> 200 check /result/warnings/0/rule~第五十四条
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙
evidence $T = tender.created tender.submitted tender.confirmed tender.published document-objection.raised document-objection.raised document-objection.answered document-objection.answered change.drafted tender.changed document-objection.raised bid.placed bid.placed bid.placed committee.formed change.drafted tender.changed document-objection.withdrawn lot.closed objection.raised objection.raised key.handed-in key.handed-in key.handed-in objection.answered objection.answered opening.corrected lot.opened objection.raised objection.answered evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published objection.raised objection.answered award.made
