# A tender of $KIND with the document $DOCUMENT, from its version to the announcement; judged by $RULE.
as 业主 POST /api/tenders {"project":"$P","kind":"$KIND","title":"$TITLE","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]} -> 201 save /result/id=T
upload plain 业主 投标人仅限本市企业：$TITLE
upload doc 业主 $DOCUMENT
as 业主 POST /api/tenders/$T/documents {"document":"$doc"} -> 201 check /result/number=1 check /result/findings=[]
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$plain","deadline":"@+21d","windowMinutes":30,"evaluation":$RULE$ENVELOPES} -> 200 check /result/warnings~没有经过检查
as 业主 POST /api/tenders/$T/return -> 200
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$doc","deadline":"@+21d","windowMinutes":30$ENVELOPES} -> 200 lacks 没有经过检查
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200 check /result/state=published
as nobody GET /api/tenders/$T/documents -> 200 check /versions/0/digest=$doc check /versions/0/template=$KIND
as nobody GET /api/tenders/$T -> 200 check /evaluation/candidates=3
