# Parties suspended by the authority do not bid, until the moment it said or until it ends that; a
# change of name in the middle of a trade is followed by its export.
include setup_tender.t
register 局 supervisor A:6
as nobody GET /api/parties/$甲 -> 200 check /suspensions=[]
as 甲 POST /api/parties/$乙/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条","until":"@+365d"} -> 403 DENIED
as nobody POST /api/parties/$乙/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条","until":"@+365d"} -> 401 UNAUTHENTICATED
as 局 POST /api/parties/01KJNXGE00PS26E5G9K9ASWCVA/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条","until":"@+365d"} -> 404 NOT_FOUND check /field={party}
as 局 POST /api/parties/$甲/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条","until":"@+0"} -> 422 BAD_FIELD check /field=/until
as 局 POST /api/parties/$甲/suspensions {"reason":"串通投标","until":"@+3d"} -> 422 MISSING_FIELD check /field=/basis
as 局 POST /api/parties/$甲/suspensions {"reason":"串通投标","basis":"《招标投标法》第五十三条","until":"@+3d"} -> 201 save /result/id=S1 save /receipt/place=place
as 局 POST /api/parties/$乙/suspensions {"reason":"弄虚作假","basis":"《招标投标法》第五十四条","until":"@+365d"} -> 201 save /result/id=S2
as nobody GET /api/parties/$甲 -> 200 check /suspensions/0/lasts=true check /suspensions/0/basis=《招标投标法》第五十三条 check /suspensions/0/until=@+3d
publish
as 丙 GET /api/receipts/$place -> 200 check /entry/kind=party.suspended
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"},"duration_days":300,"quality":"合格","leader":"张工","security":"保函"}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"},"duration_days":300,"quality":"合格","leader":"李工","security":"保函"}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"},"duration_days":290,"quality":"合格","leader":"王工","security":"保函"}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 403 DENIED check /rule=《招标投标法》第五十三条
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 403 DENIED check /rule=《招标投标法》第五十四条
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
# to its last millisecond, and not at the moment itself
clock 2026-03-04T23:59:59.999Z
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 403 DENIED
clock +1
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as nobody GET /api/parties/$甲 -> 200 check /suspensions/0/lasts=false
as 局 POST /api/parties/$甲/suspensions/ends {"suspension":"$S1","reason":"x"} -> 404 NOT_FOUND check /field=/suspension
as 局 POST /api/parties/$甲/suspensions/ends {"suspension":"$S2","reason":"x"} -> 404 NOT_FOUND check /field=/suspension
as 乙 POST /api/parties/$乙/suspensions/ends {"suspension":"$S2","reason":"x"} -> 403 DENIED
as 局 POST /api/parties/$乙/suspensions/ends {"suspension":"$S2"} -> 422 MISSING_FIELD check /field=/reason
as 局 POST /api/parties/$乙/suspensions/ends {"suspension":"$S2","reason":"复议撤销"} -> 200
as 局 POST /api/parties/$乙/suspensions/ends {"suspension":"$S2","reason":"复议撤销"} -> 404 NOT_FOUND
as nobody GET /api/parties/$乙 -> 200 check /suspensions/0/lasts=false check /suspensions/0/endReason=复议撤销
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
# names change before the opening, after it, and after the award
as 甲 POST /api/parties/$甲/names {"name":"甲集团","reason":"改制"} -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"专家一","unit":"省设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"专家二","unit":"省设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"专家三","unit":"理工大学","expert":true,"years":12,"title":"高级工程师"},{"name":"专家四","unit":"理工大学","expert":true,"years":12,"title":"高级工程师"},{"name":"业主代表","unit":"业主","expert":false}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
clock +18d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids~甲集团
as 乙 POST /api/parties/$乙/names {"name":"乙集团","reason":"改制"} -> 200
as 乙 POST /api/parties/$乙/profile {"legalRepresentative":"李四","address":"深圳市","phone":"0755-7654321","bank":"某银行","account":"44000012345678"} -> 200
as 乙 POST /api/parties/$乙/qualifications {"kind":"建筑工程施工总承包","level":"一级","number":"D244012345","issuer":"住房和城乡建设部","from":"2023-01-01","to":"2027-03-31"} -> 201
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"leader":"李工","quality":"合格","durationDays":300,"price":{"amount":"4712000.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200
as 乙 POST /api/parties/$乙/names {"name":"乙股份","reason":"上市"} -> 200
proves $L
