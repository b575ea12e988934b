# Too few bids, twice: the second tender names the first, and then it is not tendered again, by approval.
include setup_tender.t
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"重新招标","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","retenderOf":"$T","lots":[{"title":"教学楼施工"}]} -> 409 WRONG_STATE check /field=/retenderOf
clock +22d
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as 业主 POST /api/lots/$L/untendering {"reason":"x"} -> 422 LAW_BOUND check /rule~第三十八条
as 业主 POST /api/projects {"code":"2026-510700-99","name":"另一项目"} -> 201 save /result/id=Q
as 业主 POST /api/tenders {"project":"$Q","kind":"works-lowest-price","title":"重新招标","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","retenderOf":"$T","lots":[{"title":"教学楼施工"}]} -> 422 BAD_FIELD check /field=/retenderOf
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"教学楼施工（二次招标）","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","retenderOf":"$T","lots":[{"title":"教学楼施工"}]} -> 201 save /result/id=T2 save /result/lots/0=L2
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T2/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T2/confirmation -> 200
as 业主 POST /api/tenders/$T2/publication -> 200
as nobody GET /api/tenders/$T2 -> 200 check /retenderOf=$T
as 业主 POST /api/lots/$L2/untendering {"reason":"x","approver":"发展改革委","number":"1"} -> 409 WRONG_STATE
clock +22d
as nobody GET /api/lots/$L2 -> 200 check /state=unsuccessful
as 甲 POST /api/lots/$L2/untendering {"reason":"x","approver":"发展改革委","number":"1"} -> 403 DENIED
as 业主 POST /api/lots/$L2/untendering {"reason":"两次招标均不足三家","approver":"绵阳市发展和改革委员会"} -> 422 MISSING_FIELD check /field=/number
as 业主 POST /api/lots/$L2/untendering {"reason":"两次招标均不足三家，采用竞争性谈判","approver":"绵阳市发展和改革委员会","number":"绵发改〔2026〕88号"} -> 200
as 业主 POST /api/lots/$L2/untendering {"reason":"x","approver":"绵阳市发展和改革委员会","number":"1"} -> 409 DUPLICATE
as nobody GET /api/notices?type=untendered -> 200 check /notices/0/lot=$L2 save /notices/0/id=N
as nobody GET /notices/$N -> 200
proves $L2
proves $L
