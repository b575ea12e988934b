# A draw counts only while its tie stands: a later disqualification never blocks the lot.
register 业主 procuringEntity A:0
register 甲 tenderer A:1
register 乙 tenderer A:2
register 丙 tenderer A:3
as 业主 POST /api/projects {"code":"P1","name":"道路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"foreign-works-japan","title":"road","mandatory":false,"stateControlled":true,"funding":"foreign","qualification":"after","method":"open","organisation":"self","lots":[{"title":"road","ceiling":{"amount":"1000","currency":"JPY"}}]} -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/announcement {"text":"x","deadline":"@+2d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"官","unit":"契约科","expert":true,"years":12,"title":"高级工程师"}]} -> 201 save /result/members/0=m1
seal b1 $L $甲 {"price":{"amount":"800","currency":"JPY"}}
seal b2 $L $乙 {"price":{"amount":"800","currency":"JPY"}}
seal b3 $L $丙 {"price":{"amount":"800","currency":"JPY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
# who withdrew and came again is in the record once
as 丙 POST /api/lots/$L/withdrawal -> 200
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
clock +2d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/2/party=$丙 check /bids/2/state=opened
person e $m1
as e POST /api/lots/$L/draws {"winner":"$甲","note":"抽签"} -> 201
as e POST /api/lots/$L/disqualifications {"party":"$甲","reason":"未响应"} -> 200
as e GET /api/lots/$L/evaluation -> 200 check /tie=true
as e POST /api/lots/$L/draws {"winner":"$乙","note":"再次抽签"} -> 201
as e POST /api/lots/$L/disqualifications {"party":"$丙","reason":"未响应"} -> 200
as e GET /api/lots/$L/evaluation -> 200 save /digest=D check /tie=false check /result/winner=$乙
as e POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
