# Scores of five members, hidden until all have given; a coefficient drawn once; then the signatures.
include setup_scored.t
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/method=comprehensive check /pending/detailZh~系数 check /pending/detail~coefficient check /result/pending/0~系数
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as 甲 POST /api/lots/$L/factor {"value":970000,"note":"x"} -> 403 DENIED
as e1 POST /api/lots/$L/factor {"value":960000,"note":"x"} -> 422 BAD_FIELD
as e1 POST /api/lots/$L/factor {"value":980000,"note":"开标现场抽球，全体在场"} -> 201
as e2 POST /api/lots/$L/factor {"value":970000,"note":"再抽"} -> 409 DUPLICATE
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":300001,"reason":"x"},{"criterion":"S2","score":0,"reason":"x"}]} -> 422 BAD_FIELD check /field=/scores/0/score
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S9","score":1,"reason":"x"}]} -> 422 BAD_FIELD check /field=/scores/0/criterion
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":1,"reason":"x"},{"criterion":"S1","score":1,"reason":"x"}]} -> 422 BAD_FIELD check /field=/scores/1/criterion
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":1,"reason":"x"}]} -> 422 MISSING_FIELD check /field=/scores
as e1 POST /api/lots/$L/scores {"party":"$业主","scores":[{"criterion":"S1","score":1,"reason":"x"}]} -> 404 NOT_FOUND check /field=/party
as 业主 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":1,"reason":"x"}]} -> 403 DENIED
as e1 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":250000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e1 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":270000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e1 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":210000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":255000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":280000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e2 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":200000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":240000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":265000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e3 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":220000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":260000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":275000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e4 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":215000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":245000,"reason":"方案比较"},{"criterion":"S2","score":50000,"reason":"合同复印件"}]} -> 200
as e5 POST /api/lots/$L/scores {"party":"$乙","scores":[{"criterion":"S1","score":260000,"reason":"方案比较"},{"criterion":"S2","score":80000,"reason":"合同复印件"}]} -> 200
as e5 GET /api/lots/$L/scores -> 200 check /open=false check /sheets/1/seat=5
as e5 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":205000,"reason":"方案比较"},{"criterion":"S2","score":40000,"reason":"合同复印件"}]} -> 200 check /result/pending/detailZh~客观分
as e5 POST /api/lots/$L/scores {"party":"$丙","scores":[{"criterion":"S1","score":205000,"reason":"方案比较"},{"criterion":"S2","score":30000,"reason":"核对后更正"}]} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null check /result/winner=$乙
# all scores lie open: no one may bend the judgement now, only mend what must be alike
as e2 POST /api/lots/$L/scores {"party":"$甲","scores":[{"criterion":"S1","score":300000,"reason":"改判"},{"criterion":"S2","score":50000,"reason":"两项"}]} -> 409 WRONG_STATE
as e2 GET /api/lots/$L/scores -> 200 check /open=true check /sheets/14/seat=5
as 乙 GET /api/lots/$L/scores -> 403 DENIED
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/missing=4
as e2 POST /api/lots/$L/confirmations {"digest":"$D","dissent":"施工方案评分依据不足"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 业主 GET /api/lots/$L/evaluation/report -> 404 NOT_FOUND
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
# the report: for the procuring entity, supervision and the committee, nobody else
as 业主 GET /api/lots/$L/evaluation/report -> 200 check /report/signatures/1/dissent~依据不足 check /report/result/winner=$乙 check /report/committee/0/name=一 check /report/facts/principal=业主 check /report/sheets/0/member=一 check /report/opening/bids/0/party=$甲 check /report/resultDigest=$D
as e3 GET /api/lots/$L/evaluation/report -> 200
as 甲 GET /api/lots/$L/evaluation/report -> 403 DENIED
as nobody GET /api/lots/$L/evaluation/report -> 401 UNAUTHENTICATED
as 业主 POST /api/lots/$L/candidates -> 200
as 甲 GET /api/lots/$L/evaluation/report -> 403 DENIED
as 业主 GET /api/notices?type=candidates -> 200 save /notices/0/id=N
as 甲 GET /api/notices/$N -> 200 check /body/candidates/0/party=$乙 check /body/candidates/1/party=$甲 check /body/candidates/2/party=$丙
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙 check /result/price/amount=4712000.00
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"durationDays":300,"price":{"amount":"4712000.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200
upload REPORT 业主 招标投标情况书面报告
as 业主 POST /api/lots/$L/report {"document":"$REPORT"} -> 201
as 业主 POST /api/lots/$L/archive -> 200
proves $L
