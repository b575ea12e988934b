# A tender of $KIND, judged by $RULE, from one form to its publication; the deadline in 21 days.
set TENDER "kind":"$KIND","title":"$TITLE$ROUND","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段","estimate":{"amount":"$LIMIT","currency":"CNY"},"ceiling":{"amount":"$LIMIT","currency":"CNY"},"security":{"amount":"$SECURITY","currency":"CNY"}}]
set REST "plan":{"expected":"@+1d","content":"总价不超过限价: $TITLE"},"room":{"opens":"@+21d","hours":8,"seats":12}
upload DOC 业主 招标文件：$TITLE$ROUND
set ANNOUNCED "text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"contents":{"scope":"财政资金: $TITLE","qualification":"施工总承包二级及以上","consortium":"不接受","obtaining":"公告之日起在平台下载","submission":"在平台加密递交","contact":"绵阳市某路 1 号，张某，0816-0000000","platform":"https://practice.heng"}
as 业主 POST /api/intakes {$PROJECT"tender":{$AGAIN$TENDER},$REST,"announcement":{$ANNOUNCED}} -> 422 MISSING_FIELD check /field=/announcement/evaluation
as 业主 POST /api/intakes {$PROJECT"tender":{$AGAIN$TENDER},$REST,"announcement":{$ANNOUNCED,$ENVELOPES"evaluation":$RULE}} -> 201 save /result/id=T save /result/lots/0=L save /result/project=P save /result/plan=N check /result/state=submitted check /result/warnings/0/field=/document check /result/warnings/0/rule~862号 check /result/findings=[]
as nobody GET /api/notices/$N -> 200 check /type=plan
as nobody GET /api/tenders/$T -> 404 NOT_FOUND
as 业主 POST /api/tenders/$T/publication -> 409 NOT_CONFIRMED
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200 check /result/state=published save /result/notice=N
as nobody GET /api/notices/$N -> 200 check /type=announcement check /tender=$T
as nobody GET /notices/$N -> 200
as nobody GET /api/tenders/$T -> 200 check /kind=$KIND check /lots/0/state=bidding check /lots/0/ceiling/amount=$LIMIT
