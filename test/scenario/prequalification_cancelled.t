# With its last lot a tender that is prequalified for ends as well, however far it came: nothing of it goes on.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
set MADE "kind":"works-lowest-price","mandatory":true,"stateControlled":false,"funding":"collective","qualification":"before","method":"open","organisation":"self"
set ANNOUNCED {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30}
as 业主 POST /api/projects {"code":"2026-510700-10","name":"灌区改造"} -> 201 save /result/id=P
# while applications are taken, with one of them there and an objection unanswered
as 业主 POST /api/tenders {"project":"$P","title":"干渠施工",$MADE,"lots":[{"title":"一标段"},{"title":"二标段"}]} -> 201 save /result/id=T save /result/lots/0=L1 save /result/lots/1=L2
as 业主 POST /api/tenders/$T/prequalification $ANNOUNCED -> 200
as 业主 POST /api/tenders/$T/prequalification/publication -> 200
application a1 $T $甲 {"statement":"一"}
as 甲 POST /api/tenders/$T/applications {"application":"$a1"} -> 201
as 乙 POST /api/tenders/$T/objections {"content":"业绩要求过高"} -> 201 save /result/id=O
as 甲 POST /api/lots/$L1/cancellation {"reason":"x"} -> 403 DENIED
as 业主 POST /api/lots/$L1/cancellation {"reason":"资金不落实"} -> 200
as nobody GET /api/tenders/$T -> 200 check /state=applying
application a2 $T $乙 {"statement":"二"}
as 乙 POST /api/tenders/$T/applications {"application":"$a2"} -> 201
as 业主 POST /api/lots/$L2/cancellation {"reason":"资金不落实"} -> 200
as nobody GET /api/tenders/$T -> 200 check /state=cancelled check /lots/0/state=cancelled check /lots/1/state=cancelled
as nobody GET /api/notices?tender=$T&type=cancelled -> 200 check /notices/0/lot=$L2 check /notices/1/lot=$L1
as nobody GET /trades/$L2 -> 200 words 终止
as 业主 GET /api/agenda -> 200 check /items=[]
application a3 $T $丙 {"statement":"三"}
as 丙 POST /api/tenders/$T/applications {"application":"$a3"} -> 409 WRONG_STATE check /rule~第三十条 check /detail~cancelled
as 甲 POST /api/tenders/$T/applications/withdrawal -> 409 WRONG_STATE check /rule~第三十条
as 甲 POST /api/tenders/$T/enquiries {"question":"还招吗？"} -> 409 WRONG_STATE
as 丙 POST /api/tenders/$T/objections {"content":"时间太短"} -> 409 WRONG_STATE
as 业主 POST /api/tenders/$T/clarifications {"type":"correction","content":"更正错字","affectsBids":false,"reason":"错字"} -> 409 WRONG_STATE
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false}]} -> 409 WRONG_STATE
as 业主 POST /api/tenders/$T/prequalification $ANNOUNCED -> 409 WRONG_STATE
as 业主 POST /api/lots/$L2/cancellation {"reason":"x"} -> 409 WRONG_STATE check /rule~第三十一条
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"rejected","answer":"招标已经终止"} -> 200
clock +14d
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 409 WRONG_STATE
clock +1d
as nobody GET /api/tenders/$T -> 200 check /state=cancelled
as 业主 GET /api/tenders/$T/qualification -> 403 SECRET
as nobody GET /api/notices?tender=$T&type=unsuccessful -> 200 check /notices=[]
evidence $T = tender.created prequalification.drafted prequalification.published application.placed document-objection.raised lot.cancelled application.placed lot.cancelled document-objection.answered
proves $L1
proves $L2
# while the applications are reviewed
as 业主 POST /api/tenders {"project":"$P","title":"支渠施工",$MADE,"lots":[{"title":"一标段"}]} -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/prequalification/publication -> 200
as 业主 POST /api/tenders {"project":"$P","title":"泵站施工",$MADE,"lots":[{"title":"一标段"}]} -> 201 save /result/id=U save /result/lots/0=LU
as 业主 POST /api/tenders/$U/prequalification {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$U/prequalification/publication -> 200
application a1 $T $甲 {"statement":"一"}
application a2 $T $乙 {"statement":"二"}
application a3 $T $丙 {"statement":"三"}
application u1 $U $甲 {"statement":"一"}
application u2 $U $乙 {"statement":"二"}
application u3 $U $丙 {"statement":"三"}
as 甲 POST /api/tenders/$T/applications {"application":"$a1"} -> 201
as 乙 POST /api/tenders/$T/applications {"application":"$a2"} -> 201
as 丙 POST /api/tenders/$T/applications {"application":"$a3"} -> 201
as 甲 POST /api/tenders/$U/applications {"application":"$u1"} -> 201
as 乙 POST /api/tenders/$U/applications {"application":"$u2"} -> 201
as 丙 POST /api/tenders/$U/applications {"application":"$u3"} -> 201
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false}]} -> 201 save /result/members/0=m1
as 业主 POST /api/tenders/$U/qualification/committee {"members":[{"name":"二","unit":"业主","expert":false}]} -> 201 save /result/members/0=m2
person e1 $m1
person e2 $m2
clock +14d
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 200
as 乙 POST /api/tenders/$T/applications/keys {"key":"$a2.key"} -> 200
as 丙 POST /api/tenders/$T/applications/keys {"key":"$a3.key"} -> 200
as 甲 POST /api/tenders/$U/applications/keys {"key":"$u1.key"} -> 200
as 乙 POST /api/tenders/$U/applications/keys {"key":"$u2.key"} -> 200
as 丙 POST /api/tenders/$U/applications/keys {"key":"$u3.key"} -> 200
clock +1800000
as nobody GET /api/tenders/$T -> 200 check /state=reviewing
as 业主 POST /api/lots/$L/cancellation {"reason":"规划调整"} -> 200
as nobody GET /api/tenders/$T -> 200 check /state=cancelled
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true}]} -> 409 WRONG_STATE check /rule~第十九条
as 业主 GET /api/tenders/$T/qualification -> 200 check /opened/applications/2/form/statement=三
as 甲 GET /api/tenders/$T/qualification -> 403 SECRET
proves $L
# after it, with the invitation drafted: the draft stays what it was, nobody else's business
as e2 POST /api/tenders/$U/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true}]} -> 201
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$U/announcement {"text":"邀请三家投标","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/lots/$LU/cancellation {"reason":"规划调整"} -> 200
as nobody GET /api/tenders/$U -> 200 check /state=cancelled lacks 邀请三家 lacks $DOC
as 甲 GET /api/tenders/$U -> 200 lacks 邀请三家 lacks $DOC
as nobody GET /trades/$LU -> 200 lacks 邀请三家 lacks $DOC
as 业主 GET /api/tenders/$U -> 200 check /announcement=邀请三家投标
as 业主 POST /api/tenders/$U/confirmation -> 409 WRONG_STATE check /rule~第八条
as 业主 POST /api/tenders/$U/return -> 409 WRONG_STATE
as 业主 POST /api/tenders/$U/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 409 WRONG_STATE
as 业主 POST /api/tenders/$U/publication -> 409 WRONG_STATE
as 业主 GET /api/agenda -> 200 check /items=[]
proves $LU
# what was ended can be tendered anew
as 业主 POST /api/tenders {"project":"$P","title":"泵站施工（重新招标）","retenderOf":"$U",$MADE,"lots":[{"title":"一标段"}]} -> 201 save /result/id=T
as 业主 GET /api/agenda -> 200 check /items/0/tender=$T
