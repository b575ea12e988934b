# From registration to archive.
include setup_bids.t
as 业主 POST /api/lots/$L/committee {"members":[{"name":"专家一","unit":"省设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"专家二","unit":"省设计院","expert":true,"years":12,"title":"高级工程师"},{"name":"专家三","unit":"理工大学","expert":true,"years":12,"title":"高级工程师"},{"name":"专家四","unit":"理工大学","expert":true,"years":12,"title":"高级工程师"},{"name":"业主代表","unit":"业主","expert":false}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=opening
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as nobody GET /api/lots/$L/opening -> 403 SECRET
as nobody GET /api/lots/$L/award -> 404 NOT_FOUND check /field={lot} check /detail~award
as 业主 POST /api/lots/$L/award -> 409 WRONG_STATE check /detail~opening; check /detail~publicity check /detailZh~“候选人公示”
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/1/form/price/amount=4712000.00 check /bids/0/state=opened
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$乙
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/missing=4
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as nobody GET /api/lots/$L/evaluation -> 403 SECRET
as e5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
as 业主 POST /api/lots/$L/candidates -> 200
as nobody GET /api/lots/$L/evaluation -> 200 check /result/winner=$乙
as 业主 POST /api/lots/$L/award -> 422 LAW_BOUND
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙 check /result/price/amount=4712000.00
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.01","currency":"CNY"},"signedAt":"@+0"} -> 422 CONTRACT_DEVIATES
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.00","currency":"CNY"},"leader":"王工","signedAt":"@+0"} -> 422 CONTRACT_DEVIATES check /field=/leader check /detail~李工
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.00","currency":"CNY"},"document":"$CONTRACT","durationDays":300,"quality":"合格","leader":"李工","signedAt":"@+0"} -> 200
upload REPORT 业主 招标投标情况书面报告
as 业主 POST /api/lots/$L/report {"document":"$REPORT"} -> 201
as 业主 POST /api/lots/$L/archive -> 200 check /result/state=archived
proves $L
