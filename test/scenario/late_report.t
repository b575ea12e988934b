# A report that comes late; securities of bids that were withdrawn; a committee that asks for time.
include setup_tender.t
register 中心 centre A:7
register 丁 tenderer A:8
register 局 supervisor A:6
seal bid1 $L $甲 {"price":{"amount":"4812000.00","currency":"CNY"}}
seal bid2 $L $乙 {"price":{"amount":"4712000.00","currency":"CNY"}}
seal bid3 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"}}
seal bid4 $L $丁 {"price":{"amount":"4950300.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
as 丁 POST /api/lots/$L/bids {"form":"$bid4"} -> 201
as 中心 POST /api/lots/$L/refunds {"party":"$丁","refundedAt":"@+0"} -> 404 NOT_FOUND
as 丁 POST /api/lots/$L/withdrawal -> 200
as 甲 POST /api/lots/$L/withdrawal -> 200
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 丙 POST /api/lots/$L/withdrawal -> 200
# the fifth day is a Saturday, the last a Monday
clock 2026-03-09T15:59:59.999Z
as 中心 POST /api/lots/$L/refunds {"party":"$丁","refundedAt":"@+0"} -> 201 check /result/warnings=[]
as 中心 POST /api/lots/$L/refunds {"party":"$甲","refundedAt":"@+0"} -> 404 NOT_FOUND
clock 2026-03-09T16:00:00Z
as 中心 POST /api/lots/$L/refunds {"party":"$丙","refundedAt":"@+0"} -> 201 check /result/warnings/0/rule~第三十五条
seal bid5 $L $丙 {"price":{"amount":"4950300.00","currency":"CNY"}}
as 丙 POST /api/lots/$L/bids {"form":"$bid5"} -> 201
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"x","expert":true,"years":7,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 422 LAW_BOUND check /field=/members/1/years
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"x","expert":true,"years":8,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
as e1 POST /api/lots/$L/time-requests {"reason":"x"} -> 409 WRONG_STATE
clock 2026-03-23T00:00:00Z
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid5.key"} -> 200
clock +1800000
as e1 POST /api/lots/$L/time-requests {"reason":"清单两万项，一日看不完"} -> 201 check /result/extensionDue=false
as e1 POST /api/lots/$L/time-requests {"reason":"x"} -> 409 DUPLICATE
as e2 POST /api/lots/$L/time-requests {"reason":"同意"} -> 201 check /result/extensionDue=true check /result/rule~第四十八条
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200 check /result/warnings/0/rule~10号令 check /result/warnings/0/detail~回执
# contract and report, each with its last moment; neither is the tenderer's or supervision's to do yet
as 业主 GET /api/agenda -> 200 check /items/0/duty=file check /items/0/lot=$L check /items/1/duty=contract check /items/1/lot=$L lacks wants
as 甲 GET /api/agenda -> 200 lacks duty
as 局 GET /api/agenda -> 200 check /items=[]
as nobody GET /api/lots/$L/completeness -> 200 check /owed/0/what=receipt check /owed/0/late=true check /owed/1/what=report check /owed/1/late=false check /owed/2/what=contract
clock +18d
as nobody GET /api/lots/$L/completeness -> 200 check /complete=false check /owed/1/what=report check /owed/1/late=true check /owed/2/late=false
as 局 GET /api/lots/$L/report -> 404 NOT_FOUND
as 局 GET /api/agenda -> 200 check /items/0/duty=report-overdue check /items/0/lot=$L
upload R 业主 招标投标情况书面报告
as 业主 POST /api/lots/$L/report {"document":"$R"} -> 201 check /result/warnings/0/rule~第四十七条
as 业主 GET /api/agenda -> 200 check /items/0/duty=contract lacks file
as 局 GET /api/lots/$L/report -> 200
as 甲 GET /api/lots/$L/report -> 403 DENIED
as 局 GET /api/agenda -> 200 check /items/0/duty=report check /items/0/since=@+0 check /items/0/due=null
as nobody GET /api/lots/$L/completeness -> 200 check /owed/1/what=report check /owed/1/done=@+0 check /owed/1/late=true
clock +15d
as nobody GET /api/lots/$L/completeness -> 200 check /complete=false check /owed/2/what=contract check /owed/2/late=true check /owed/2/rule~第四十六条
proves $L
