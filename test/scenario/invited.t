# A tender by invitation: three at least, with its reason, and only they may bid.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
as 业主 POST /api/projects {"code":"2026-510700-05","name":"应急抢险"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"抢险工程","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"invited","organisation":"self","invited":[{"party":"$甲"},{"party":"$乙"},{"party":"$丙"}],"lots":[{"title":"一标段"}]} -> 422 MISSING_FIELD check /field=/invitedWhy
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"抢险工程","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"invited","organisation":"self","invited":[{"party":"$甲"},{"party":"$乙"}],"invitedWhy":"受自然地域环境限制，已经批准","lots":[{"title":"一标段"}]} -> 422 LAW_BOUND check /field=/invited check /rule~第十七条
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"抢险工程","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"invited","organisation":"self","invitedWhy":"受自然地域环境限制，已经批准","lots":[{"title":"一标段"}]} -> 422 LAW_BOUND check /field=/invited
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"抢险工程","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"invited","organisation":"self","invited":[{"party":"$甲"},{"party":"$乙"},{"party":"$乙"}],"invitedWhy":"受自然地域环境限制，已经批准","lots":[{"title":"一标段"}]} -> 422 BAD_FIELD check /field=/invited/2/party
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"抢险工程","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"invited","organisation":"self","invited":[{"party":"$甲"},{"party":"$乙"},{"party":"$业主"}],"invitedWhy":"受自然地域环境限制，已经批准","lots":[{"title":"一标段"}]} -> 422 BAD_FIELD check /field=/invited/2/party
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"抢险工程","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","invited":[{"party":"$甲"},{"party":"$乙"},{"party":"$丙"}],"invitedWhy":"受自然地域环境限制，已经批准","lots":[{"title":"一标段"}]} -> 422 BAD_FIELD check /field=/invited
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"抢险工程","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"invited","organisation":"self","invited":[{"party":"$甲"},{"party":"$乙"},{"party":"$丙"}],"invitedWhy":"受自然地域环境限制，已经批准","lots":[{"title":"一标段"}]} -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"投标邀请书","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
# who was invited is told to nobody
as nobody GET /api/tenders/$T -> 200 check /method=invited lacks $甲
seal bid1 $L $甲 {"price":{"amount":"4100000.00","currency":"CNY"}}
seal bid2 $L $乙 {"price":{"amount":"4200000.00","currency":"CNY"}}
seal bid3 $L $丙 {"price":{"amount":"4300000.00","currency":"CNY"}}
seal bid4 $L $丁 {"price":{"amount":"4400000.00","currency":"CNY"}}
as 丁 POST /api/lots/$L/bids {"form":"$bid4"} -> 403 DENIED check /rule~第十七条
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
include setup_committee.t
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
include setup_shown.t
as 业主 POST /api/lots/$L/award -> 200
proves $L
