# Fewer decrypted bids end the trade only where the tender document says so.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
as 业主 POST /api/projects {"code":"P1","name":"学校"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"t","mandatory":false,"stateControlled":false,"funding":"private","qualification":"after","method":"open","organisation":"self","lots":[{"title":"一"},{"title":"二"}]} -> 201 save /result/id=T save /result/lots/0=L save /result/lots/1=M
as 业主 POST /api/tenders/$T/announcement {"text":"……","deadline":"@+2d","windowMinutes":30,"decryptedMin":3} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
seal b1 $L $甲 {"price":{"amount":"1.00","currency":"CNY"}}
seal b2 $L $乙 {"price":{"amount":"2.00","currency":"CNY"}}
seal b3 $L $丙 {"price":{"amount":"3.00","currency":"CNY"}}
seal c1 $M $甲 {"price":{"amount":"1.00","currency":"CNY"}}
seal c2 $M $乙 {"price":{"amount":"2.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
as 甲 POST /api/lots/$M/bids {"form":"$c1"} -> 201
as 乙 POST /api/lots/$M/bids {"form":"$c2"} -> 201
clock +2d
# two received are too few by law, whatever the document says
as nobody GET /api/lots/$M -> 200 check /state=unsuccessful
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L -> 200 check /state=unsuccessful
as nobody GET /api/notices?type=unsuccessful -> 200 check /notices/0/lot=$L
proves $L
