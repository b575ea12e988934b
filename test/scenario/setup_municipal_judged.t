# A slip corrected and a deviation priced: $甲 before $丙 before $丁, by the evaluated price.
as e1 POST /api/lots/$L/factor {"value":980000,"note":"x"} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 check /pending=null check /result/winner=$丙 check /result/bids/0/asks/0~85
as e1 POST /api/lots/$L/queries {"party":"$丙","question":"合计少加一页，修正后为 40900000.00 元，请确认","until":"@+1d"} -> 201 save /result/id=Q
as 丙 POST /api/lots/$L/queries/answers {"query":"$Q","answer":"确认"} -> 200
as e1 POST /api/lots/$L/findings {"party":"$丙","query":"$Q","reason":"合计少加一页","corrected":{"amount":"40900000.00","currency":"CNY"},"deviations":[{"title":"付款条件偏差","rate":10000}]} -> 200
as e2 POST /api/lots/$L/findings {"party":"$丙","query":"$Q","reason":"合计少加一页","corrected":{"amount":"40900000.00","currency":"CNY"},"deviations":[{"title":"付款条件偏差","rate":10000}]} -> 200
as e3 POST /api/lots/$L/findings {"party":"$丙","query":"$Q","reason":"合计少加一页","corrected":{"amount":"40900000.00","currency":"CNY"},"deviations":[{"title":"付款条件偏差","rate":10000}]} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/method=lowest-price check /result/winner=$甲 check /result/bids/0/party=$甲 check /result/bids/0/rank=1 lacks asks
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/1/party=$丙 check /result/bids/1/price=$PRICE3 check /result/bids/1/corrected=40900000.00 check /result/bids/1/evaluated=41309000.00 check /result/bids/1/rank=2
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/2/party=$丁 check /result/bids/2/rank=3 check /result/bids/3/party=$乙 check /result/bids/3/rank=4
set FIRST $甲
set FIRST_TERMS "durationDays":300,"leader":"张工"
set FIRST_PRICE $PRICE1
set SECOND $丙
set SECOND_TERMS "durationDays":290,"leader":"王工"
set SECOND_PRICE 40900000.00
set THIRD $丁
set THIRD_PRICE $PRICE4
