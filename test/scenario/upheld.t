# An objection to the document is upheld: the trade waits for the change, and a later deadline alone is none.
include setup_bids.t
as 甲 POST /api/tenders/$T/objections {"content":"限定本地企业"} -> 201 save /result/id=O
clock +1d
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"upheld","answer":"将修改"} -> 200
as 业主 POST /api/lots/$L/ceiling {"ceiling":{"amount":"5100000.00","currency":"CNY"},"content":"重新核定"} -> 409 STAYED check /detail~$O check /message/zh~修改
as nobody GET /trades/$L -> 200
clock +20d
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 业主 POST /api/tenders/$T/clarifications {"type":"extension","content":"延期","affectsBids":false,"deadline":"@+1d"} -> 201 save /result/id=X
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$X"} -> 200
clock +2d
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 业主 POST /api/tenders/$T/clarifications {"type":"amendment","content":"删去限定","affectsBids":true,"deadline":"@+16d"} -> 201 save /result/id=X
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$X"} -> 200
as 业主 GET /api/tenders/$T/objections -> 200 check /objections/0/settled=@+0
clock +16d
clock +1
as nobody GET /api/lots/$L -> 200 check /state=opening
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=evaluating
as 业主 POST /api/lots/$L/cancellation {"reason":"x"} -> 200
proves $L
