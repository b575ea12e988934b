# While its tender is prequalified for, a lot can be ended; the others go on, and both are proved to the end.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"2026-510700-09","name":"灌区改造"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"灌区改造施工","mandatory":true,"stateControlled":false,"funding":"collective","qualification":"before","method":"open","organisation":"self","lots":[{"title":"一标段"},{"title":"二标段"}]} -> 201 save /result/id=T save /result/lots/0=L save /result/lots/1=L2
# never announced, there is nothing to end
as 业主 POST /api/lots/$L2/cancellation {"reason":"资金不落实"} -> 409 WRONG_STATE check /rule~第三十一条
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/prequalification/publication -> 200
application a1 $T $甲 {"statement":"一"}
application a2 $T $乙 {"statement":"二"}
application a3 $T $丙 {"statement":"三"}
as 甲 POST /api/tenders/$T/applications {"application":"$a1"} -> 201
as 乙 POST /api/tenders/$T/applications {"application":"$a2"} -> 201
as 丙 POST /api/tenders/$T/applications {"application":"$a3"} -> 201
as 业主 POST /api/lots/$L2/cancellation {"reason":"资金不落实"} -> 200
as nobody GET /api/lots/$L2 -> 200 check /state=cancelled
as nobody GET /api/notices?tender=$T&type=cancelled -> 200 check /notices/0/lot=$L2
proves $L2
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false}]} -> 201 save /result/members/0=m1
person e1 $m1
clock +14d
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 200
as 乙 POST /api/tenders/$T/applications/keys {"key":"$a2.key"} -> 200
as 丙 POST /api/tenders/$T/applications/keys {"key":"$a3.key"} -> 200
clock +1800000
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true}]} -> 201
# the invitation is of the lot that is left
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200 save /result/notice=N
as nobody GET /api/notices/$N -> 200 check /body/lots/0/id=$L lacks $L2
as nobody GET /api/lots/$L -> 200 check /state=bidding
clock +21d
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
proves $L
proves $L2
