# A tender that wants a sealed documents part refuses a bid without it.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
as 业主 POST /api/projects {"code":"P1","name":"学校"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":false,"stateControlled":false,"funding":"private","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一"}]} -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/announcement {"text":"……","deadline":"@+2d","windowMinutes":30,"documentsPart":true} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
seal b1 $L $甲 {"price":{"amount":"1.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 422 BID_INCOMPLETE check /field=/documents
as 甲 POST /api/lots/$L/bids {"form":"$b1","documents":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"} -> 404 NOT_FOUND check /field=/documents
