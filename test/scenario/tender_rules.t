# What the law says of a tender before it is published.
register 业主 procuringEntity 91510700205412308D
register 路人 tenderer,procuringEntity 914403001922038216
register 代理 agency 9144030071526726XG
as 业主 POST /api/projects {"code":"P1","name":"学校"} -> 201 save /result/id=P
as 业主 POST /api/projects {"code":"P1","name":"学校"} -> 409 DUPLICATE check /field=/code
as nobody POST /api/projects {"code":"P2","name":"学校"} -> 401 UNAUTHENTICATED
as 代理 POST /api/projects {"code":"P2","name":"学校"} -> 403 DENIED check /detail~principal
# a floor price is forbidden in every Chinese kind
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一","floor":{"amount":"1.00","currency":"CNY"}}]} -> 422 FORBIDDEN_FLOOR check /field=/lots/0/floor
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一","ceiling":{"amount":"1","currency":"JPY"}}]} -> 422 BAD_FIELD check /field=/lots/0/ceiling
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一","ceiling":{"amount":"1.001","currency":"CNY"}}]} -> 422 BAD_AMOUNT check /field=/lots/0/ceiling/amount check /message/zh~不超过币种 check /detail~2
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一","ceiling":{"amount":"10000000000000.01","currency":"CNY"}}]} -> 422 BAD_AMOUNT
as 业主 POST /api/tenders {"project":"$P","kind":"foreign-works-japan","title":"t","mandatory":false,"stateControlled":true,"funding":"foreign","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一"}]} -> 422 MISSING_FIELD check /field=/lots/0/ceiling
as 业主 POST /api/tenders {"project":"$P","kind":"no-such","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一"}]} -> 422 BAD_FIELD check /field=/kind check /value=no-such check /detail~works-lowest-price
as nobody GET /api/kinds -> 200 check /kinds/3/id=works-lowest-price check /kinds/1/procedure=tender check /kinds/1/title/zh~施工 check /kinds/1/department/id=housing check /kinds/1/department/zh~住房
as 业主 POST /api/tenders {"project":"01KJNXGE00PS26E5G9K9ASWCVA","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一"}]} -> 404 NOT_FOUND check /field=/project check /value=01KJNXGE00PS26E5G9K9ASWCVA
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"国有","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一"}]} -> 422 BAD_FIELD check /field=/funding check /value=国有 check /detail~collective,
as 路人 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一"}]} -> 403 DENIED check /field=/project
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"agency","lots":[{"title":"一"},{"title":"二"}]} -> 201 save /result/id=T save /result/lots/1=L
# a draft is nobody else's business
as nobody GET /api/tenders/$T -> 404 NOT_FOUND check /field={tender} check /value=$T
as 路人 GET /api/lots/$L -> 404 NOT_FOUND check /field={lot} check /value=$L check /detail~$L
as 路人 POST /api/tenders/$T/confirmation -> 404 NOT_FOUND
as 业主 GET /api/tenders/$T -> 200 check /state=draft
# without a mandate the agency is nobody
upload DOC 代理 招标文件
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 404 NOT_FOUND
as 业主 POST /api/tenders/$T/mandate {"agency":"01KJNXGE00PS26E5G9K9ASWCVA","scope":"全过程"} -> 404 NOT_FOUND check /field=/agency
as 业主 POST /api/tenders/$T/mandate {"agency":"$路人","scope":"全过程"} -> 422 BAD_FIELD
as 业主 POST /api/tenders/$T/mandate {"agency":"$代理","scope":"全过程"} -> 201
# 19 days are refused at the field, with the article; the 20th day is the first that holds
as 代理 POST /api/tenders/$T/announcement {"text":"……","deadline":"@+21d","windowMinutes":30} -> 422 MISSING_FIELD check /field=/document check /rule~第十九条
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"2026-03-21T15:59:59Z","windowMinutes":30} -> 422 LAW_BOUND check /field=/deadline check /rule~第二十四条 check /detail~2026-03-22 check /detailZh~最早为 check /detailZh~（当日不计入）
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+0","windowMinutes":30} -> 422 BAD_FIELD check /field=/deadline
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":3.5} -> 422 BAD_FIELD check /field=/windowMinutes check /value=3.5
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"2026-03-21T16:00:00Z","windowMinutes":10} -> 200 check /result/warnings/0/field=/deadline check /result/warnings/0/detailZh~2026-03-23（星期一） check /result/warnings/1/field=/windowMinutes
# the principal confirms before anything of the agency's is published
as 代理 POST /api/tenders/$T/publication -> 409 NOT_CONFIRMED check /detail~/confirmation check /message/zh~确认 check /detailZh~下一步：由招标人确认公告
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 409 WRONG_STATE check /detail~submitted; check /detail~draft check /detailZh~“待招标人确认” check /detailZh~“编制中”
as 代理 POST /api/tenders/$T/confirmation -> 403 DENIED check /detail~principal check /detailZh=此事项只能由招标人办理
as 业主 POST /api/tenders/$T/return -> 200 check /result/state=draft
as 业主 POST /api/tenders/$T/confirmation -> 409 WRONG_STATE check /detail~draft; check /detail~submitted
as 代理 POST /api/tenders/$T/publication -> 409 NOT_CONFIRMED check /detail~/announcement
as 代理 POST /api/tenders/$T/announcement {"text":"……","deadline":"2026-03-24T02:00:00Z","windowMinutes":30,"document":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"} -> 404 NOT_FOUND check /field=/document
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"2026-03-24T02:00:00Z","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200 check /result/state=confirmed
# confirmed, but published so late that the period is too short by then: refused
clock +3d
as 代理 POST /api/tenders/$T/publication -> 422 LAW_BOUND
as 业主 POST /api/tenders/$T/return -> 200
as 代理 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 代理 POST /api/tenders/$T/publication -> 200 save /result/notice=N
as nobody GET /api/notices/$N -> 200 check /type=announcement
as nobody GET /api/lots/$L -> 200 check /state=bidding
as 代理 POST /api/tenders/$T/publication -> 409 WRONG_STATE
evidence $T = tender.created mandate.given tender.submitted tender.returned tender.submitted tender.confirmed tender.returned tender.submitted tender.confirmed tender.published
