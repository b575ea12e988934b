# The committee: its composition, its secrecy, its signatures; ties and disqualifications.
include setup_bids.t
as 甲 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 403 DENIED
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 422 LAW_BOUND check /field=/members
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 422 LAW_BOUND
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"业主","expert":false},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 422 LAW_BOUND
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 409 DUPLICATE
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
as e1 POST /api/lots/$L/disqualifications {"party":"$甲","reason":"x"} -> 409 WRONG_STATE
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
clock +1800000
as 业主 POST /api/lots/$L/disqualifications {"party":"$乙","reason":"x"} -> 403 DENIED
as e1 POST /api/lots/$L/disqualifications {"party":"$丙","reason":"未解密"} -> 404 NOT_FOUND
as e1 POST /api/lots/$L/disqualifications {"party":"$乙","reason":"x"} -> 422 MISSING_FIELD check /field=/ground check /rule~第五十一条
as e1 POST /api/lots/$L/draws {"winner":"$乙","note":"x"} -> 409 NO_TIE
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
# two of three are valid: whether they still compete is for the committee to find
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as 业主 POST /api/lots/$L/competition {"competitive":true,"reason":"x"} -> 403 DENIED
# no member finds alone; each may change its mind until more than half agree, and after
as e1 POST /api/lots/$L/competition {"competitive":false,"reason":"x"} -> 200 check /result/pending/detailZh~缺乏竞争
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"两家报价接近市场价，竞争充分"} -> 200
as e2 POST /api/lots/$L/competition {"competitive":false,"reason":"仅余两家"} -> 200
as e3 POST /api/lots/$L/competition {"competitive":true,"reason":"竞争充分"} -> 200 check /result/pending/detailZh~缺乏竞争
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as e4 POST /api/lots/$L/competition {"competitive":true,"reason":"竞争充分"} -> 200 check /result/pending=null
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/missing=4
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 DUPLICATE
# one proposes to disqualify: nothing is signed until more than half have said so, or enough that it stands
as e2 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unresponsive","reason":"未实质性响应"} -> 200 check /result/disqualified=false
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as e3 POST /api/lots/$L/disqualifications {"party":"$乙","stands":true,"reason":"偏差细微"} -> 200 check /result/disqualified=false
as e4 POST /api/lots/$L/disqualifications {"party":"$乙","stands":true,"reason":"偏差细微"} -> 200 check /result/disqualified=false
as e5 POST /api/lots/$L/disqualifications {"party":"$乙","stands":true,"reason":"偏差细微"} -> 200 check /result/undecided=0
as e3 GET /api/lots/$L/evaluation -> 200 check /digest=$D
as e4 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unresponsive","reason":"工期不响应"} -> 200 check /result/disqualified=false
as e5 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unresponsive","reason":"工期不响应"} -> 200 check /result/undecided=0
# what was signed before no longer is the result
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 STALE
as e3 GET /api/lots/$L/evaluation -> 200 save /digest=D2 check /result/winner=$甲 check /result/bids/1/why~第五十一条（六）
as e1 POST /api/lots/$L/confirmations {"digest":"$D2"} -> 200 check /result/missing=4
as e2 POST /api/lots/$L/confirmations {"digest":"$D2"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D2"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D2"} -> 200
as 业主 POST /api/lots/$L/candidates -> 409 WRONG_STATE
as e5 POST /api/lots/$L/confirmations {"digest":"$D2"} -> 200 check /result/state=evaluated
as e5 POST /api/lots/$L/confirmations {"digest":"$D2"} -> 409 WRONG_STATE
as 甲 POST /api/lots/$L/candidates -> 403 DENIED
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/candidates -> 200
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND
clock +4d
as 业主 POST /api/lots/$L/contract {"price":{"amount":"1.00","currency":"CNY"},"signedAt":"@+0"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4812000.00","currency":"CNY"},"signedAt":"@+1d"} -> 422 BAD_FIELD check /field=/signedAt
as 业主 POST /api/lots/$L/archive -> 409 WRONG_STATE
evidence $T = tender.created tender.submitted tender.confirmed tender.published bid.placed bid.placed bid.placed committee.formed lot.closed key.handed-in key.handed-in lot.opened evaluation.competition evaluation.competition evaluation.competition evaluation.competition evaluation.competition evaluation.signed evaluation.disqualified evaluation.disqualified evaluation.disqualified evaluation.disqualified evaluation.disqualified evaluation.disqualified evaluation.signed evaluation.signed evaluation.signed evaluation.signed lot.evaluated candidates.published award.made
