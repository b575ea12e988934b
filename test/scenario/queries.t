# The committee asks what is unclear, in writing; a member that neither signs nor says why not agrees.
include setup_tender.t
register 中心 centre A:9
seal b1 $L $甲 {"price":{"amount":"4800000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
include setup_committee.t
as e1 POST /api/lots/$L/queries {"party":"$甲","question":"？","until":"@+1d"} -> 409 WRONG_STATE
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as 甲 POST /api/lots/$L/queries {"party":"$甲","question":"？","until":"@+1d"} -> 403 DENIED
as e1 POST /api/lots/$L/queries {"party":"$业主","question":"？","until":"@+1d"} -> 404 NOT_FOUND check /field=/party
as e1 POST /api/lots/$L/queries {"party":"$乙","question":"工期与总进度表不一致，以何为准？","until":"@+0"} -> 422 BAD_FIELD check /field=/until
as e1 POST /api/lots/$L/queries {"party":"$乙","question":"工期与总进度表不一致，以何为准？","until":"@+31d"} -> 422 BAD_FIELD check /field=/until
as e1 POST /api/lots/$L/queries {"party":"$乙","question":"工期与总进度表不一致，以何为准？","until":"@+1d"} -> 201 save /result/id=Q
clock +1000
as e2 POST /api/lots/$L/queries {"party":"$甲","question":"报价是否含暂列金额？","until":"@+1d"} -> 201 save /result/id=Q2
# each sees what it was asked itself
as 乙 GET /api/lots/$L/queries -> 200 check /queries/0/id=$Q lacks $Q2
as e3 GET /api/lots/$L/queries -> 200 check /queries/1/id=$Q2
as 业主 GET /api/lots/$L/queries -> 403 DENIED
as nobody GET /api/lots/$L/timeline -> 200 lacks evaluation.asked
# while it may be answered nobody signs
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING check /detail~answered
as 甲 POST /api/lots/$L/queries/answers {"query":"$Q","answer":"我来答"} -> 404 NOT_FOUND check /field=/query
as 乙 POST /api/lots/$L/queries/answers {"query":"$Q","answer":"以投标函为准。"} -> 200
as 乙 POST /api/lots/$L/queries/answers {"query":"$Q","answer":"再说一遍。"} -> 409 DUPLICATE
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
clock +1d
as 甲 POST /api/lots/$L/queries/answers {"query":"$Q2","answer":"含。"} -> 409 WRONG_STATE
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
# before more than half have signed nobody is said to refuse; and a member says so of nobody
as 中心 POST /api/lots/$L/confirmations {"digest":"$D","refused":5,"note":"拒绝签字，不说明理由"} -> 409 WRONG_STATE check /detail~half
as e3 POST /api/lots/$L/confirmations {"digest":"$D","refused":5,"note":"他不签"} -> 422 BAD_FIELD check /field=/refused
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 中心 POST /api/lots/$L/confirmations {"digest":"$D"} -> 422 MISSING_FIELD check /field=/refused
as 中心 POST /api/lots/$L/confirmations {"digest":"$D","refused":5} -> 422 MISSING_FIELD check /field=/note
as 中心 POST /api/lots/$L/confirmations {"digest":"$D","refused":6,"note":"？"} -> 422 BAD_FIELD check /field=/refused
as 中心 POST /api/lots/$L/confirmations {"digest":"$D","refused":1,"note":"？"} -> 409 DUPLICATE
as 中心 POST /api/lots/$L/confirmations {"digest":"$D","refused":5,"note":"拒绝签字，不说明理由，有录像"} -> 200 check /result/missing=1
# its own word, once it comes, takes the place of the centre's
as e5 POST /api/lots/$L/confirmations {"digest":"$D","dissent":"报价偏低，理由不充分"} -> 200 check /result/missing=1
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 DUPLICATE
as 中心 POST /api/lots/$L/confirmations {"digest":"$D","refused":5,"note":"？"} -> 409 DUPLICATE
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
as 业主 GET /api/lots/$L/evaluation/report -> 200 check /report/queries/0/party=$乙 check /report/signatures/4/dissent~报价偏低 lacks refused
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
as 业主 POST /api/lots/$L/award -> 200
proves $L
