# Too few valid bids: the committee finds that they do not compete and rejects all.
include setup_bids.t
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as e1 POST /api/lots/$L/competition {"competitive":false,"reason":"x"} -> 409 WRONG_STATE
# slips of arithmetic are corrected: 甲 now leads; a deviation with its price puts it back
as 业主 POST /api/lots/$L/findings {"party":"$甲","reason":"x"} -> 403 DENIED
as e1 POST /api/lots/$L/findings {"party":"$业主","reason":"x"} -> 404 NOT_FOUND
as e1 POST /api/lots/$L/findings {"party":"$甲","reason":"x","corrected":{"amount":"1","currency":"CNY"}} -> 422 MISSING_FIELD check /field=/query check /rule~第十九条
as e1 POST /api/lots/$L/queries {"party":"$甲","question":"合计少加一项，修正后为 4700000.00 元，请确认","until":"@+1d"} -> 201 save /result/id=Q
as e1 POST /api/lots/$L/findings {"party":"$乙","query":"$Q","reason":"x","corrected":{"amount":"1","currency":"CNY"}} -> 422 BAD_FIELD check /field=/query
as e1 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"合计少加一项","corrected":{"amount":"4700000.00","currency":"CNY"}} -> 409 PENDING
as 甲 POST /api/lots/$L/queries/answers {"query":"$Q","answer":"确认"} -> 200
as e1 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"x","corrected":{"amount":"1","currency":"JPY"}} -> 422 BAD_FIELD check /field=/corrected/currency
as e1 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"合计少加一项","corrected":{"amount":"4700000.00","currency":"CNY"}} -> 200
as e2 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"合计少加一项","corrected":{"amount":"4700000.00","currency":"CNY"}} -> 200 check /result/pending/detailZh~过半数 check /result/pending/detail~half
as e3 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"合计少加一项","corrected":{"amount":"4700000.00","currency":"CNY"}} -> 200 check /result/pending=null
as e1 GET /api/lots/$L/evaluation -> 200 check /result/winner=$甲
as e1 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"合计少加一项；工期偏差","corrected":{"amount":"4700000.00","currency":"CNY"},"deviations":[{"title":"工期长二十日","rate":10000}]} -> 200
as e4 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"合计少加一项；工期偏差","corrected":{"amount":"4700000.00","currency":"CNY"},"deviations":[{"title":"工期长二十日","rate":10000}]} -> 200
as e5 POST /api/lots/$L/findings {"party":"$甲","query":"$Q","reason":"合计少加一项；工期偏差","corrected":{"amount":"4700000.00","currency":"CNY"},"deviations":[{"title":"工期长二十日","rate":10000}]} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /result/winner=$乙
as e1 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unsigned","reason":"投标函未盖章"} -> 200
as e2 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unsigned","reason":"投标函未盖章"} -> 200
as e3 POST /api/lots/$L/disqualifications {"party":"$乙","ground":"unsigned","reason":"投标函未盖章"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~缺乏竞争
as e1 POST /api/lots/$L/competition {"competitive":false,"reason":"仅余两家且报价接近最高投标限价"} -> 200
as e2 POST /api/lots/$L/competition {"competitive":false,"reason":"仅余两家且报价接近最高投标限价"} -> 200
as e3 POST /api/lots/$L/competition {"competitive":false,"reason":"仅余两家且报价接近最高投标限价"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/bids/0/valid=false
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=unsuccessful
proves $L
