# The lot $L is judged and its candidates are shown: 甲, then 丙.
include setup_municipal_opened.t
as e1 POST /api/lots/$L/factor {"value":980000,"note":"x"} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 check /result/winner=$丙 check /result/bids/0/asks/0~85
as e1 POST /api/lots/$L/findings {"party":"$丙","reason":"合计少加一页","corrected":{"amount":"40900000.00","currency":"CNY"},"deviations":[{"title":"付款条件偏差","rate":10000}]} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲 check /result/bids/1/evaluated=41309000.00
include setup_sign.t
as 业主 POST /api/lots/$L/candidates -> 200
as nobody GET /api/notices?type=candidates&limit=1 -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/candidates/0/party=$甲 check /body/candidates/1/party=$丙
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND check /rule~第五十四条
