# What is due after the evaluation, each kept in one lot and late in another; a late one warns, since it is still owed.
include setup_signed.t
register 中心 centre A:7
# goods and services have thresholds of their own
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"t","mandatory":false,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","subject":"goods","lots":[{"title":"x","estimate":{"amount":"2000000.00","currency":"CNY"}}]} -> 422 LAW_BOUND check /field=/mandatory
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"t","mandatory":false,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","subject":"goods","lots":[{"title":"x","estimate":{"amount":"1999999.99","currency":"CNY"}}]} -> 201
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"t","mandatory":false,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","subject":"services","lots":[{"title":"x","estimate":{"amount":"1000000.00","currency":"CNY"}}]} -> 422 LAW_BOUND check /rule~第五条
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"t","mandatory":false,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","subject":"services","lots":[{"title":"x","estimate":{"amount":"999999.99","currency":"CNY"}}]} -> 201
as 业主 POST /api/tenders {"project":"$P","kind":"works-building","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","subject":"services","lots":[{"title":"x","estimate":{"amount":"1000000.00","currency":"CNY"}}]} -> 201 save /result/id=T3
as 业主 GET /api/tenders/$T3 -> 200 check /subject=services
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T3/announcement {"text":"……","document":"$DOC","deadline":"@+21d","offerEnds":"@+4d","windowMinutes":30,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]}} -> 422 LAW_BOUND check /field=/offerEnds check /rule~第十六条
as 业主 POST /api/tenders/$T3/announcement {"text":"……","document":"$DOC","deadline":"@+21d","offerEnds":"@+22d","windowMinutes":30,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]}} -> 422 BAD_FIELD check /field=/offerEnds
as 业主 POST /api/tenders/$T3/announcement {"text":"……","document":"$DOC","deadline":"@+21d","offerEnds":"@+5d","windowMinutes":30,"evaluation":{"method":"lowest-price","ties":[{"by":"draw"}]}} -> 200
clock 2026-03-26T16:00:00Z
as 业主 POST /api/lots/$L/report {"document":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"} -> 409 WRONG_STATE
as 业主 POST /api/lots/$L/candidates -> 200 check /result/warnings/0/rule~第五十四条
clock +4d
as 业主 POST /api/lots/$L/award -> 200
upload R 业主 招标投标情况书面报告
upload R2 乙 报告
as 乙 POST /api/lots/$L/report {"document":"$R2"} -> 403 DENIED
as 业主 POST /api/lots/$L/report {"document":"$R"} -> 201 check /result/warnings=[]
as 业主 POST /api/lots/$L/report {"document":"$R"} -> 409 DUPLICATE
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.00","currency":"CNY"},"security":{"amount":"471200.01","currency":"CNY"},"signedAt":"@+0"} -> 422 LAW_BOUND check /field=/security check /rule~第五十八条
as 业主 POST /api/lots/$L/contract {"price":{"amount":"4712000.00","currency":"CNY"},"security":{"amount":"1","currency":"JPY"},"signedAt":"@+0"} -> 422 BAD_FIELD check /field=/security/currency
clock 2026-04-30T16:00:00Z
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"durationDays":300,"price":{"amount":"4712000.00","currency":"CNY"},"security":{"amount":"471200.00","currency":"CNY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200 check /result/warnings/0/rule~第四十六条
as 业主 POST /api/lots/$L/refunds {"party":"$甲","refundedAt":"@+0"} -> 403 DENIED
as 中心 POST /api/lots/$L/refunds {"party":"$甲","refundedAt":"@+1d"} -> 422 BAD_FIELD check /field=/refundedAt
clock +3d
as 中心 POST /api/lots/$L/refunds {"party":"$甲","refundedAt":"@+0"} -> 201 check /result/warnings=[]
as 中心 POST /api/lots/$L/refunds {"party":"$甲","refundedAt":"@+0"} -> 409 DUPLICATE
clock +6d
as 中心 POST /api/lots/$L/refunds {"party":"$丙","refundedAt":"@+0"} -> 201 check /result/warnings/0/rule~第五十七条
# how the contract is carried out, between its signing and now
as 甲 POST /api/lots/$L/performance {"event":"progress","content":"基础完成","happenedAt":"@+0"} -> 403 DENIED
as 业主 POST /api/lots/$L/performance {"event":"progress","content":"基础完成","happenedAt":"@+1d"} -> 422 BAD_FIELD check /field=/happenedAt
as 业主 POST /api/lots/$L/performance {"event":"progress","content":"基础完成","happenedAt":"2026-03-02T00:00:00Z"} -> 422 BAD_FIELD check /field=/happenedAt
as 业主 POST /api/lots/$L/performance {"event":"changed","content":"增加地下室","amount":{"amount":"1","currency":"JPY"},"happenedAt":"@+0"} -> 422 BAD_FIELD check /field=/amount
as 业主 POST /api/lots/$L/performance {"event":"changed","content":"增加地下室","amount":{"amount":"4900000.00","currency":"CNY"},"happenedAt":"@+0"} -> 201 save /result/notice=PN
as nobody GET /api/notices/$PN -> 200 check /type=performance check /body/event=changed check /body/amount/amount=4900000.00
as 业主 POST /api/lots/$L/performance {"event":"progress","content":"基础完成","happenedAt":"@+0"} -> 201
as 业主 POST /api/lots/$L/performance {"event":"accepted","content":"竣工验收合格","happenedAt":"@+0"} -> 201
as nobody GET /api/ocds/records/$T -> 200 check /records/0/compiledRelease/contracts/0/implementation/milestones/1/status=met check /records/0/compiledRelease/contracts/0/value/amount=4900000
as nobody GET /notices/$PN -> 200
proves $L
