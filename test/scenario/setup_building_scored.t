# The coefficient was drawn before prices showed, the five members score: $乙 before $甲 before $丁.
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending/detailZh~评分未给出
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as e1 POST /api/lots/$L/factor {"value":970000,"note":"x"} -> 409 WRONG_STATE
as e1 GET /api/lots/$L/evaluation -> 200 check /result/benchmark/mean=4762000.00 check /result/benchmark/base=4666760.00 check /result/benchmark/dropped/0=$丁 check /result/benchmark/dropped/1=$丙 check /pending/detailZh~评分
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":250000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e1 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":270000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e1 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":210000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e1 POST /api/lots/$L/scores {"party":"$丁","scores":[{"criterion":"S1","score":221000,"reason":"方案比较"},{"criterion":"S2","score":40000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":255000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":280000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":200000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$丁","scores":[{"criterion":"S1","score":234000,"reason":"方案比较"},{"criterion":"S2","score":40000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":240000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":265000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":220000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$丁","scores":[{"criterion":"S1","score":200000,"reason":"方案比较"},{"criterion":"S2","score":40000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":260000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":275000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":215000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$丁","scores":[{"criterion":"S1","score":249000,"reason":"方案比较"},{"criterion":"S2","score":40000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":245000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":260000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":205000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$丁","scores":[{"criterion":"S1","score":222000,"reason":"方案比较"},{"criterion":"S2","score":40000,"reason":"合同复印件"}]} -> 200
as 乙 GET /api/lots/$L/scores -> 403 DENIED
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/winner=$乙 check /result/sections=["技术","商务"]
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/0/party=$乙 check /result/bids/0/deviation=0.97 check /result/bids/0/price_score=59.03 check /result/bids/0/scores=["27.00","8.00"] check /result/bids/0/total=94.03
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/1/party=$甲 check /result/bids/1/deviation=3.11 check /result/bids/1/price_score=56.89 check /result/bids/1/scores=["25.00","5.00"] check /result/bids/1/total=86.89
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/2/party=$丁 check /result/bids/2/deviation=-3.57 check /result/bids/2/price_score=58.22 check /result/bids/2/scores=["22.57","4.00"] check /result/bids/2/total=84.79
as e1 GET /api/lots/$L/evaluation -> 200 check /result/bids/3/party=$丙 check /result/bids/3/deviation=6.08 check /result/bids/3/price_score=53.92 check /result/bids/3/scores=["21.00","3.00"] check /result/bids/3/total=77.92
set FIRST $乙
set FIRST_TERMS "durationDays":300,"leader":"李工"
set FIRST_PRICE $PRICE2
set SECOND $甲
set SECOND_TERMS "durationDays":300,"leader":"张工"
set SECOND_PRICE $PRICE1
set THIRD $丁
set THIRD_PRICE $PRICE4
