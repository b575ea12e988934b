# A limited number passes (有限数量制): of those who meet the conditions, by the members' points.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
register 戊 tenderer A:5
register 己 tenderer A:6
as 业主 POST /api/projects {"code":"2026-510700-07","name":"绵阳市污水处理厂"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"污水处理厂施工","mandatory":true,"stateControlled":false,"funding":"collective","qualification":"before","method":"open","organisation":"self","lots":[{"title":"一标段"}]} -> 201 save /result/id=T save /result/lots/0=L
# no fewer than the law wants to compete
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30,"most":2} -> 422 LAW_BOUND check /field=/most check /rule~第十九条
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30,"most":3} -> 200
as 业主 POST /api/tenders/$T/prequalification/publication -> 200 save /result/notice=N
as nobody GET /api/notices/$N -> 200 check /body/most=3
as nobody GET /notices/$N -> 200
application a1 $T $甲 {"statement":"甲"}
application a2 $T $乙 {"statement":"乙"}
application a3 $T $丙 {"statement":"丙"}
application a4 $T $丁 {"statement":"丁"}
application a5 $T $戊 {"statement":"戊"}
application a6 $T $己 {"statement":"己"}
as 甲 POST /api/tenders/$T/applications {"application":"$a1"} -> 201
as 乙 POST /api/tenders/$T/applications {"application":"$a2"} -> 201
as 丙 POST /api/tenders/$T/applications {"application":"$a3"} -> 201
as 丁 POST /api/tenders/$T/applications {"application":"$a4"} -> 201
as 戊 POST /api/tenders/$T/applications {"application":"$a5"} -> 201
as 己 POST /api/tenders/$T/applications {"application":"$a6"} -> 201
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"业主","expert":false}]} -> 201 save /result/members/0=m1 save /result/members/1=m2
person e1 $m1
person e2 $m2
clock +14d
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 200
as 乙 POST /api/tenders/$T/applications/keys {"key":"$a2.key"} -> 200
as 丙 POST /api/tenders/$T/applications/keys {"key":"$a3.key"} -> 200
as 丁 POST /api/tenders/$T/applications/keys {"key":"$a4.key"} -> 200
as 戊 POST /api/tenders/$T/applications/keys {"key":"$a5.key"} -> 200
as 己 POST /api/tenders/$T/applications/keys {"key":"$a6.key"} -> 200
clock +1800000
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true,"points":900000},{"party":"$乙","passed":true},{"party":"$丙","passed":true,"points":700000},{"party":"$丁","passed":false,"reason":"资质等级不足"},{"party":"$戊","passed":true,"points":750000},{"party":"$己","passed":true,"points":600000}]} -> 422 MISSING_FIELD check /field=/results/1/points check /detailZh~有限数量制
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true,"points":900000},{"party":"$乙","passed":true,"points":1000001},{"party":"$丙","passed":true,"points":700000},{"party":"$丁","passed":false,"reason":"资质等级不足"},{"party":"$戊","passed":true,"points":750000},{"party":"$己","passed":true,"points":600000}]} -> 422 BAD_FIELD check /field=/results/1/points
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true,"points":900000},{"party":"$乙","passed":true,"points":800000},{"party":"$丙","passed":true,"points":700000},{"party":"$丁","passed":false,"reason":"资质等级不足"},{"party":"$戊","passed":true,"points":750000},{"party":"$己","passed":true,"points":600000}]} -> 201 check /result/state=reviewing
# who fails gets no points
as e2 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":false,"reason":"x","points":1},{"party":"$乙","passed":true,"points":1},{"party":"$丙","passed":true,"points":1},{"party":"$丁","passed":true,"points":1},{"party":"$戊","passed":true,"points":1},{"party":"$己","passed":true,"points":1}]} -> 422 BAD_FIELD check /field=/results/0/points
# 丙 and 戊 share the third place and both pass; 己 has a ten-thousandth too little, 丁 lacks a condition
as e2 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true,"points":900000},{"party":"$乙","passed":true,"points":800000},{"party":"$丙","passed":true,"points":750000},{"party":"$丁","passed":false,"reason":"资质等级不足"},{"party":"$戊","passed":true,"points":700000},{"party":"$己","passed":true,"points":849999}]} -> 201 check /result/state=draft
as 丙 GET /api/tenders/$T/qualification -> 200 check /passed=true
as 戊 GET /api/tenders/$T/qualification -> 200 check /passed=true
as 丁 GET /api/tenders/$T/qualification -> 200 check /passed=false check /reasons/0=资质等级不足
as 己 GET /api/tenders/$T/qualification -> 200 check /passed=false check /reasons/0~得分未进入前
as 业主 GET /api/tenders/$T/qualification -> 200 check /most=3 check /result/applicants/5/points=1449999 check /result/applicants/5/by=2 check /result/applicants/3/by=0
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"投标邀请书","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
seal b1 $L $甲 {"price":{"amount":"4100000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4200000.00","currency":"CNY"}}
seal b3 $L $戊 {"price":{"amount":"4300000.00","currency":"CNY"}}
seal b4 $L $己 {"price":{"amount":"4000000.00","currency":"CNY"}}
as 己 POST /api/lots/$L/bids {"form":"$b4"} -> 403 DENIED check /rule~第十九条
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 戊 POST /api/lots/$L/bids {"form":"$b3"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 戊 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
include setup_five.t
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
proves $L
