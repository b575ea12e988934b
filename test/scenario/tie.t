# Equal lowest prices wait for a drawing among them.
register 业主 procuringEntity A:0
register 甲 tenderer A:1
register 乙 tenderer A:2
register 丙 tenderer A:3
as 业主 POST /api/projects {"code":"P1","name":"道路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"foreign-works-japan","title":"road","mandatory":false,"stateControlled":true,"funding":"foreign","qualification":"after","method":"open","organisation":"self","lots":[{"title":"road","ceiling":{"amount":"1000","currency":"JPY"},"floor":{"amount":"700","currency":"JPY"}}]} -> 201 save /result/id=T save /result/lots/0=L
as 业主 POST /api/tenders/$T/announcement {"text":"……","deadline":"@+2d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"官","unit":"契约科","expert":true,"years":12,"title":"高级工程师"}]} -> 201 save /result/members/0=m1
seal b1 $L $甲 {"price":{"amount":"800","currency":"JPY"}}
seal b2 $L $乙 {"price":{"amount":"800","currency":"JPY"}}
seal b3 $L $丙 {"price":{"amount":"699","currency":"JPY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
clock +2d
as 甲 POST /api/lots/$L/keys {"form":"$b1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$b2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$b3.key"} -> 200
clock +1800000
person e $m1
as e GET /api/lots/$L/evaluation -> 200 save /digest=D check /tie=true
as e POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 TIE
as e POST /api/lots/$L/draws {"winner":"$丙","note":"抽签"} -> 409 NO_TIE
as e POST /api/lots/$L/draws {"winner":"$乙","note":"抽签，在场：全体"} -> 201
as e POST /api/lots/$L/draws {"winner":"$甲","note":"抽签"} -> 409 NO_TIE
as e GET /api/lots/$L/evaluation -> 200 save /digest=D check /tie=false check /result/winner=$乙
as e POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
as 业主 POST /api/lots/$L/candidates -> 200
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$乙 check /result/price/amount=800
upload CONTRACT 业主 施工合同
as 业主 POST /api/lots/$L/contract {"price":{"amount":"800","currency":"JPY"},"document":"$CONTRACT","signedAt":"@+0"} -> 200
