# A party that the authority suspends neither bids nor applies; and one renamed is followed by its trades.
include setup_tender.t
register 监督 supervisor A:6
seal b1 $L $甲 {"price":{"amount":"4800000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 甲 POST /api/parties/$乙/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条，川建罚〔2026〕1号","until":"@+365d"} -> 403 DENIED
as 监督 POST /api/parties/$乙/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条，川建罚〔2026〕1号","until":"@+0"} -> 422 BAD_FIELD check /field=/until
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 监督 POST /api/parties/$乙/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条，川建罚〔2026〕1号","until":"@+365d"} -> 201 save /result/id=S
as nobody GET /api/parties/$乙 -> 200 check /suspensions/0/lasts=true check /suspensions/0/basis~第五十三条
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 403 DENIED check /rule~第五十三条
as 乙 POST /api/parties/$乙/suspensions/ends {"suspension":"$S","reason":"申诉成立"} -> 403 DENIED
as 监督 POST /api/parties/$甲/suspensions/ends {"suspension":"$S","reason":"申诉成立"} -> 404 NOT_FOUND check /field=/suspension
as 监督 POST /api/parties/$乙/suspensions/ends {"suspension":"$S","reason":"申诉成立"} -> 200
as 监督 POST /api/parties/$乙/suspensions/ends {"suspension":"$S","reason":"申诉成立"} -> 404 NOT_FOUND
as nobody GET /api/parties/$乙 -> 200 check /suspensions/0/lasts=false
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
# one that runs out by itself
as 监督 POST /api/parties/$丙/suspensions {"reason":"弄虚作假","basis":"《招标投标法》第五十四条","until":"@+1d"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 403 DENIED
clock +1d
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
# a new name between bid and opening: the record has the new one, and so has the check
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/parties/$乙/names {"name":"新乙建设","reason":"更名，已核准"} -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"x","expert":false},{"name":"二","unit":"x","expert":true},{"name":"三","unit":"x","expert":true},{"name":"四","unit":"x","expert":true},{"name":"五","unit":"x","expert":true}]} -> 201 save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
clock 2026-03-23T00:00:00Z
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/0/name=新乙建设
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
as 业主 POST /api/lots/$L/award -> 200
proves $L
