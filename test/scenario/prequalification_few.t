# A prequalification that too few come to, and one that too few pass: both are tendered anew.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-08","name":"灌区改造"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"灌区改造施工","mandatory":true,"stateControlled":false,"funding":"collective","qualification":"before","method":"open","organisation":"self","lots":[{"title":"一标段"},{"title":"二标段"}]} -> 201 save /result/id=T save /result/lots/0=L save /result/lots/1=L2
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"@+5d","deadline":"@+10d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/prequalification/publication -> 200
application a1 $T $甲 {"statement":"一"}
application a2 $T $乙 {"statement":"二"}
as 甲 POST /api/tenders/$T/applications {"application":"$a1"} -> 201
as 乙 POST /api/tenders/$T/applications {"application":"$a2"} -> 201
clock +10d
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 200
as 乙 POST /api/tenders/$T/applications/keys {"key":"$a2.key"} -> 200
clock +1800000
as nobody GET /api/tenders/$T -> 200 check /state=unqualified
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as nobody GET /api/lots/$L2 -> 200 check /state=unsuccessful
as nobody GET /api/notices?tender=$T -> 200 check /notices/0/type=unsuccessful
as 甲 GET /api/tenders/$T/qualification -> 403 SECRET
as nobody GET /trades/$L -> 200
proves $L
# the next one of the same project: three come, two pass
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"灌区改造施工（第二次）","mandatory":true,"stateControlled":false,"funding":"collective","qualification":"before","method":"open","organisation":"self","retenderOf":"$T","lots":[{"title":"一标段"}]} -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/prequalification/publication -> 200
application a1 $T $甲 {"statement":"一"}
application a2 $T $乙 {"statement":"二"}
application a3 $T $丙 {"statement":"三"}
as 甲 POST /api/tenders/$T/applications {"application":"$a1"} -> 201
as 乙 POST /api/tenders/$T/applications {"application":"$a2"} -> 201
as 丙 POST /api/tenders/$T/applications {"application":"$a3"} -> 201
# not of state money: the procuring entity reviews with whom it likes
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"业主","expert":false}]} -> 201 save /result/members/0=m1 save /result/members/1=m2
person e1 $m1
person e2 $m2
clock +14d
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 200
as 乙 POST /api/tenders/$T/applications/keys {"key":"$a2.key"} -> 200
as 丙 POST /api/tenders/$T/applications/keys {"key":"$a3.key"} -> 200
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true}]} -> 409 WRONG_STATE
clock +1800000
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":false,"reason":"第二章第 3 条"}]} -> 201
as e2 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":false,"reason":"第二章第 3 条"}]} -> 201 check /result/state=unqualified
as 丙 GET /api/tenders/$T/qualification -> 200 check /passed=false
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 409 WRONG_STATE
proves $L
