# What the record of the Japanese city shows as lawful: one bid is enough, one candidate; none is a failure.
register 业主 procuringEntity A:0
register 甲 tenderer A:1
as 业主 POST /api/projects {"code":"P1","name":"道路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"foreign-works-japan","title":"road","mandatory":false,"stateControlled":true,"funding":"foreign","qualification":"after","method":"open","organisation":"self","lots":[{"title":"road","ceiling":{"amount":"1000","currency":"JPY"},"floor":{"amount":"700","currency":"JPY"}},{"title":"bridge","ceiling":{"amount":"1000","currency":"JPY"},"floor":{"amount":"700","currency":"JPY"}}]} -> 201 save /result/id=T save /result/lots/0=L save /result/lots/1=L2
as 业主 POST /api/tenders/$T/announcement {"text":"……","deadline":"@+2d","windowMinutes":1} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"官","unit":"契约科","expert":true,"years":12,"title":"高级工程师"}]} -> 201 save /result/members/0=m1
seal b1 $L $甲 {"price":{"amount":"800","currency":"JPY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
clock +2d
as nobody GET /api/lots/$L2 -> 200 check /state=unsuccessful
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
clock +60000
person e $m1
as e GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
as e POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
as 业主 POST /api/lots/$L/candidates -> 200
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
