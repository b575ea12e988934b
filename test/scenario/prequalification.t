# Prequalification: announced, applied for under seal, reviewed by a committee; who passed may bid.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
register 戊 tenderer A:5
register 监督 supervisor A:6
as 业主 POST /api/projects {"code":"2026-510700-07","name":"绵阳市污水处理厂"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"污水处理厂施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"before","method":"invited","organisation":"self","invited":[{"party":"$甲"},{"party":"$乙"},{"party":"$丙"}],"invitedWhy":"已经批准","lots":[{"title":"一标段"}]} -> 422 BAD_FIELD check /field=/qualification check /detail~15
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"污水处理厂施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段"}]} -> 201 save /result/id=T0
as 业主 POST /api/tenders/$T0/prequalification {"text":"……","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30} -> 409 WRONG_STATE check /rule~第十五条
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"污水处理厂施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"before","method":"open","organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} -> 201 save /result/id=T save /result/lots/0=L
# nobody passed yet, so nobody can be asked for bids
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"投标邀请书","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 409 WRONG_STATE check /detail~/prequalification
as 业主 POST /api/tenders/$T/prequalification/publication -> 404 NOT_FOUND
# the document is handed out for five days, and five more for the application
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"2026-03-06T15:59:59Z","deadline":"2026-03-16T01:00:00Z","windowMinutes":30} -> 422 LAW_BOUND check /field=/offerEnds check /rule~第十六条
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"2026-03-09T00:00:00Z","deadline":"2026-03-13T15:59:59Z","windowMinutes":30} -> 422 LAW_BOUND check /field=/deadline check /rule~第十七条
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"2026-03-17T00:00:00Z","deadline":"2026-03-16T01:00:00Z","windowMinutes":30} -> 422 BAD_FIELD check /field=/offerEnds
as 业主 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"2026-03-09T00:00:00Z","deadline":"2027-03-16T01:00:00Z","windowMinutes":30} -> 422 BAD_FIELD check /field=/deadline
as 甲 POST /api/tenders/$T/prequalification {"text":"……","offerEnds":"2026-03-09T00:00:00Z","deadline":"2026-03-16T01:00:00Z","windowMinutes":30} -> 404 NOT_FOUND
as 业主 POST /api/tenders/$T/prequalification {"text":"资质：市政公用工程施工总承包二级及以上。","offerEnds":"2026-03-09T00:00:00Z","deadline":"2026-03-16T01:00:00Z","windowMinutes":30} -> 200 check /result/warnings/0/field=/contents/scope check /result/warnings/0/rule~第五条
as 业主 POST /api/tenders/$T/prequalification {"text":"资质：市政公用工程施工总承包二级及以上。","offerEnds":"2026-03-09T00:00:00Z","deadline":"2026-03-16T01:00:00Z","windowMinutes":30,"contents":{"scope":"县道改建，财政资金","qualification":"施工总承包二级及以上","consortium":"接受","obtaining":"公告之日起在平台下载","submission":"在平台加密递交","contact":"绵阳市某路 1 号，张某，0816-0000000","platform":"https://practice.heng"}} -> 200 check /result/warnings=[]
as nobody GET /api/tenders/$T -> 404 NOT_FOUND
as 业主 POST /api/tenders/$T/prequalification/publication -> 200 save /result/notice=N
as 业主 POST /api/tenders/$T/prequalification/publication -> 409 WRONG_STATE
as nobody GET /api/notices/$N -> 200 check /body/contents/contact~0816
as nobody GET /notices/$N -> 200
as nobody GET /api/notices/$N -> 200 check /type=prequalification check /body/text~总承包 check /body/periods/0/number/id=prequalification.offer.min
as nobody GET /api/tenders/$T -> 200 check /state=applying check /deadline=2026-03-16T01:00:00.000Z
as nobody GET /notices/$N -> 200
as nobody GET /trades/$L -> 200
# questions, changes and objections about its document, by its own times
as 甲 POST /api/tenders/$T/enquiries {"question":"业绩要求几年内？"} -> 201 save /result/id=Q
as 甲 POST /api/tenders/$T/objections {"content":"资质要求过高"} -> 201 save /result/id=O
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"rejected","answer":"与规模相适应"} -> 200
clock 2026-03-13T15:59:59Z
as 业主 POST /api/tenders/$T/clarifications {"type":"clarification","content":"五年。","affectsBids":true,"answers":[{"enquiry":"$Q"}]} -> 201 save /result/id=C
as 业主 POST /api/tenders/$T/clarifications/publication {"clarification":"$C"} -> 200 check /result/deadline=2026-03-16T01:00:00.000Z
clock 2026-03-13T16:00:00Z
as 业主 POST /api/tenders/$T/clarifications {"type":"clarification","content":"三年。","affectsBids":true} -> 422 LAW_BOUND check /rule~第二十一条
clock 2026-03-14T15:59:59Z
as 乙 POST /api/tenders/$T/objections {"content":"时间太短"} -> 201 save /result/id=O2
clock 2026-03-14T16:00:00Z
as 丙 POST /api/tenders/$T/objections {"content":"时间太短"} -> 422 LAW_BOUND check /rule~第二十二条
# sealed, for this tender, by the applicant itself
application a1 $T $甲 {"statement":"一级资质，类似项目三个"}
application a2 $T $乙 {"statement":"二级资质，类似项目两个","consortium":[{"name":"某设计院"}]}
application a3 $T $丙 {"statement":"二级资质"}
application a4 $T $丁 {"statement":"三级资质"}
application a5 $T $戊 {"statement":"二级资质"}
application x1 $L $甲 {"statement":"标段"}
seal x2 $T $甲 {"price":{"amount":"1.00","currency":"CNY"}}
as nobody POST /api/tenders/$T/applications {"application":"$a1"} -> 401 UNAUTHENTICATED
as 业主 POST /api/tenders/$T/applications {"application":"$a1"} -> 403 DENIED
as 乙 POST /api/tenders/$T/applications {"application":"$a1"} -> 422 SEALED_FOR_ANOTHER
as 甲 POST /api/tenders/$T/applications {"application":"$x1"} -> 422 SEALED_FOR_ANOTHER check /detail~lot
as 甲 POST /api/tenders/$T/applications {"application":"$x2"} -> 422 SEALED_FOR_ANOTHER check /detail~part
as 甲 POST /api/tenders/$T/applications {"application":"aGVsbG8="} -> 422 NOT_SEALED
# signed by certificate, for this tender and not as a bid; and once
authorities
certificate 甲章 rsa 914403001922038216 300
set S "centre":"12660000MB2000005T","expires":"@+1h","nonce":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff","object":"$T","origin":"$ORIGIN","party":"$甲"
sign bad 甲章 {$S,"purpose":"bid","shown":{"form":"$a1.digest"},"v":1}
as 甲 POST /api/tenders/$T/applications {"application":"$a1","signature":{"statement":"$bad.statement","value":"$bad"}} -> 422 BAD_STATEMENT check /field=/signature
sign s1 甲章 {$S,"purpose":"application","shown":{"application":"$a1.digest"},"v":1}
as 甲 POST /api/tenders/$T/applications {"application":"$a1","signature":{"statement":"$s1.statement","value":"$s1"}} -> 201 check /result/replaced=false check /result/warnings=[]
as 甲 POST /api/tenders/$T/applications {"application":"$a1","signature":{"statement":"$s1.statement","value":"$s1"}} -> 409 DUPLICATE check /field=/application
as 乙 POST /api/tenders/$T/applications/withdrawal -> 404 NOT_FOUND
as 乙 GET /api/tenders/$T/applications/mine -> 404 NOT_FOUND
as 业主 GET /api/tenders/$T/applications/mine -> 403 DENIED
as 甲 GET /api/tenders/$T/applications/mine -> 200 check /keyHandedIn=false save /digest=A1
as 乙 POST /api/tenders/$T/applications {"application":"$a2"} -> 201
as 丙 POST /api/tenders/$T/applications {"application":"$a3"} -> 201
as 丁 POST /api/tenders/$T/applications {"application":"$a4"} -> 201
as 戊 POST /api/tenders/$T/applications {"application":"$a5"} -> 201
as 甲 POST /api/tenders/$T/applications {"application":"$a1"} -> 201 check /result/replaced=true
as 戊 POST /api/tenders/$T/applications/withdrawal -> 200
as 戊 POST /api/tenders/$T/applications {"application":"$a5"} -> 201
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 409 WRONG_STATE check /detail~deadline
# who applied is told to nobody
as 业主 GET /api/tenders/$T/qualification -> 403 SECRET
as 监督 GET /api/tenders/$T/qualification -> 403 SECRET
as nobody GET /api/lots/$L/timeline -> 200 lacks application
as 甲 GET /api/agenda -> 200 check /items/0/tender=$T check /items/0/as=tenderer check /items/0/due=2026-03-16T01:00:00.000Z
clock 2026-03-16T01:00:00Z
as 甲 GET /api/agenda -> 200 check /items/0/due=2026-03-16T01:30:00.000Z
as 丙 POST /api/tenders/$T/applications {"application":"$a3"} -> 409 BID_LATE
as 丙 POST /api/tenders/$T/applications/withdrawal -> 409 BID_LATE
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a2.key"} -> 422 BAD_KEY
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 200
as 甲 POST /api/tenders/$T/applications/keys {"key":"$a1.key"} -> 409 DUPLICATE
as 甲 GET /api/tenders/$T/applications/mine -> 200 check /keyHandedIn=true check /digest=$A1
as 甲 GET /api/agenda -> 200 check /items=[]
as 乙 POST /api/tenders/$T/applications/keys {"key":"$a2.key"} -> 200
as 丙 POST /api/tenders/$T/applications/keys {"key":"$a3.key"} -> 200
as 丁 POST /api/tenders/$T/applications/keys {"key":"$a4.key"} -> 200
# an objection holds even the opening
clock +1800000
as nobody GET /api/tenders/$T -> 200 check /state=applying
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O2","outcome":"rejected","answer":"合法定时间"} -> 200
clock +1
as nobody GET /api/tenders/$T -> 200 check /state=reviewing
as 戊 POST /api/tenders/$T/applications/keys {"key":"$a5.key"} -> 409 WINDOW_CLOSED
as 业主 GET /api/tenders/$T/qualification -> 200 check /opened/applications/4/why~key check /opened/applications/3/form/statement~一级
as 甲 GET /api/tenders/$T/qualification -> 403 SECRET
# of state money that must be tendered: composed as an evaluation committee
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false}]} -> 422 LAW_BOUND check /rule~第三十七条
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"某设计院","expert":true,"years":12,"title":"高级工程师"}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
as 业主 POST /api/tenders/$T/qualification/committee {"members":[{"name":"一","unit":"业主","expert":false}]} -> 409 DUPLICATE
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
# one of a consortium's members reviews nobody, and is replaced by another expert
as e5 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true},{"party":"$丁","passed":true}]} -> 403 DENIED check /rule~第三十七条
as 甲 POST /api/tenders/$T/qualification/replacements {"seat":5,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"}} -> 403 DENIED
as 业主 POST /api/tenders/$T/qualification/replacements {"seat":4,"cause":"left","reason":"不再来","member":{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"}} -> 403 DENIED check /field=/cause check /rule~第十八条
as 业主 POST /api/tenders/$T/qualification/replacements {"seat":4,"cause":"recusal","reason":"看法不同","member":{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"}} -> 403 DENIED check /field=/cause
as 业主 POST /api/tenders/$T/qualification/replacements {"seat":5,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"业主","expert":true,"years":12,"title":"高级工程师"}} -> 422 LAW_BOUND check /field=/member/unit
as 业主 POST /api/tenders/$T/qualification/replacements {"seat":5,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"x","expert":true}} -> 422 MISSING_FIELD check /field=/member/years
as 业主 POST /api/tenders/$T/qualification/replacements {"seat":6,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"}} -> 422 BAD_FIELD check /field=/seat
as 业主 POST /api/tenders/$T/qualification/replacements {"seat":5,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"业主","expert":false}} -> 422 BAD_FIELD check /field=/member/expert
as 业主 POST /api/tenders/$T/qualification/replacements {"seat":5,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"x","expert":true,"years":12,"title":"高级工程师"}} -> 200 save /result/member=m5
person e5 $m5
as 业主 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true}]} -> 403 DENIED
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true}]} -> 422 BAD_FIELD check /field=/results
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true,"points":900000},{"party":"$乙","passed":true},{"party":"$丙","passed":true},{"party":"$丁","passed":true}]} -> 422 BAD_FIELD check /field=/results/0/points check /detailZh~合格制
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true}]} -> 422 BAD_FIELD check /field=/results/1/party
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$戊","passed":true},{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true}]} -> 422 BAD_FIELD check /field=/results/0/party
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true},{"party":"$丁","passed":false}]} -> 422 MISSING_FIELD check /field=/results/3/reason
as e1 GET /api/agenda -> 200 check /items/0/tender=$T check /items/0/as=committee check /items/0/state=reviewing
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true},{"party":"$丁","passed":false,"reason":"资质等级不足"}]} -> 201 check /result/state=reviewing
as e1 GET /api/agenda -> 200 check /items=[]
as e1 GET /api/tenders/$T/qualification -> 200 check /given=true
as e2 GET /api/tenders/$T/qualification -> 200 check /given=false
as 甲 GET /api/messages -> 200 lacks "qualification"
as e1 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true},{"party":"$丁","passed":false,"reason":"资质等级不足"}]} -> 409 DUPLICATE
as e2 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":false,"reason":"业绩不足"},{"party":"$丁","passed":false,"reason":"资质等级不足"}]} -> 201
as e3 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":false,"reason":"业绩不足"},{"party":"$丁","passed":false,"reason":"资质等级不足"}]} -> 201
as e4 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true},{"party":"$丁","passed":true}]} -> 201
as e5 POST /api/tenders/$T/qualification/reviews {"results":[{"party":"$甲","passed":true},{"party":"$乙","passed":true},{"party":"$丙","passed":true},{"party":"$丁","passed":true}]} -> 201 check /result/state=draft
# each is told the own result
as 甲 GET /api/messages -> 200 check /messages/0/kind=qualification check /messages/0/tender=$T check /messages/0/at=@+0
as 丁 GET /api/messages -> 200 check /messages/0/kind=qualification
as 业主 GET /api/messages -> 200 check /messages/0/kind=qualification
as 戊 GET /api/messages -> 200 check /messages/0/kind=qualification
as 业主 GET /api/agenda -> 200 check /items/1/tender=$T check /items/1/may/0=submit
as 甲 GET /api/tenders/$T/qualification -> 200 check /passed=true lacks $乙
as 丁 GET /api/tenders/$T/qualification -> 200 check /passed=false check /reasons/0~资质
as 戊 GET /api/tenders/$T/qualification -> 200 check /passed=false
as nobody GET /api/tenders/$T/qualification -> 401 UNAUTHENTICATED
as 业主 GET /api/tenders/$T/qualification -> 200 check /result/applicants/2/passed=false
# and now the tender itself; what is being written is the own side's until it is published
as 业主 POST /api/tenders/$T/prequalification {"text":"再来","offerEnds":"@+7d","deadline":"@+14d","windowMinutes":30} -> 409 WRONG_STATE check /detail~settled
as 业主 POST /api/tenders/$T/announcement {"text":"投标邀请书，招标文件","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as nobody GET /api/tenders/$T -> 200 check /state=submitted lacks 投标邀请书
as nobody GET /trades/$L -> 200 lacks 投标邀请书
as 业主 GET /api/tenders/$T -> 200 check /announcement~投标邀请书
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
seal b1 $L $甲 {"price":{"amount":"4100000.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"4200000.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"4300000.00","currency":"CNY"}}
seal b4 $L $丁 {"price":{"amount":"4000000.00","currency":"CNY"}}
as 丁 POST /api/lots/$L/bids {"form":"$b4"} -> 403 DENIED check /rule~第十九条
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person f1 $m1
person f2 $m2
person f3 $m3
person f4 $m4
person f5 $m5
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as f1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
as f1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as f2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as f3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as f4 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as f5 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as 业主 POST /api/lots/$L/candidates -> 200
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
proves $L
