# All trades at a glance: for inspectors, and for supervisors those of their department; nothing sealed is told.
include setup_bids.t
as nobody POST /api/parties {"name":"x","contact":"x","identifier":{"scheme":"TEST","id":"81"},"roles":["supervisor"],"department":"fishery"} -> 422 BAD_FIELD check /field=/department
as nobody POST /api/parties {"name":"x","contact":"x","identifier":{"scheme":"TEST","id":"82"},"roles":["tenderer"],"department":"housing"} -> 422 BAD_FIELD check /field=/department
as nobody POST /api/parties {"name":"住建局","contact":"住建","identifier":{"scheme":"TEST","id":"83"},"roles":["supervisor"],"department":"housing"} -> 201 save /result/person=p1 save /result/id=住建局
as nobody POST /api/parties {"name":"交通局","contact":"交通","identifier":{"scheme":"TEST","id":"84"},"roles":["supervisor"],"department":"transport"} -> 201 save /result/person=p2
as nobody POST /api/parties {"name":"监察委","contact":"纪检","identifier":{"scheme":"TEST","id":"85"},"roles":["inspector"]} -> 201 save /result/person=p3
person 住建 $p1
person 交通 $p2
person 纪检 $p3
as nobody GET /api/parties/$住建局 -> 200 check /department=housing
register 中心 centre A:9
as nobody GET /api/oversight/lots -> 401 UNAUTHENTICATED
as 业主 GET /api/oversight/lots -> 403 DENIED
as 甲 GET /api/oversight/lots -> 403 DENIED
as 中心 GET /api/oversight/lots -> 403 DENIED
as 中心 GET /api/oversight/lots.csv -> 403 DENIED
as 住建 GET /api/oversight/lots -> 200 check /lots/0/id=$L check /lots/0/state=bidding check /lots/0/bids=null check /lots/0/supplier=null
as 交通 GET /api/oversight/lots -> 200 check /lots=[]
as 纪检 GET /api/oversight/lots -> 200 check /lots/0/id=$L check /before=null
# before the opening nobody learns from it who bids
as 纪检 GET /api/oversight/lots?party=$甲 -> 200 check /lots=[]
as 纪检 GET /api/oversight/lots?state=soon -> 422 BAD_FIELD check /field=?state
as 纪检 GET /api/oversight/lots?kind=fishery -> 404 NOT_FOUND check /field=?kind
as 纪检 GET /api/oversight/lots?region=1 -> 422 BAD_FIELD check /field=?region
as 纪检 GET /api/oversight/lots?from=soon -> 422 BAD_FIELD check /field=?from
# a department orders only in what it supervises
as 交通 POST /api/lots/$L/suspensions {"reason":"x"} -> 403 DENIED
as 纪检 POST /api/lots/$L/suspensions {"reason":"x"} -> 403 DENIED
as 住建 POST /api/lots/$L/suspensions {"reason":"投诉"} -> 201 save /result/id=S
as 纪检 GET /api/oversight/lots?held=true -> 200 check /lots/0/held=true
as 住建 GET /api/agenda -> 200 check /items/0/duty=resume check /items/0/lot=$L check /items/0/as=supervisor
as 交通 GET /api/agenda -> 200 check /items=[]
as 住建 POST /api/lots/$L/suspensions/ends {"suspension":"$S","reason":"查处完毕"} -> 200
as 纪检 GET /api/oversight/lots?held=true -> 200 check /lots=[]
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
as 纪检 GET /api/oversight/lots -> 200 check /lots/0/bids=null check /lots/0/state=opening
clock +1800000
as 纪检 GET /api/oversight/lots?state=evaluating&party=$甲 -> 200 check /lots/0/bids=3
as 纪检 GET /api/oversight/lots?party=$住建局 -> 200 check /lots=[]
as 纪检 GET /api/oversight/lots?before=$L -> 200 check /lots=[]
as 纪检 GET /api/oversight/lots?kind=works-highway -> 200 check /lots=[]
as 纪检 GET /api/oversight/lots?q=业主 -> 200 check /lots/0/principal=业主
as 纪检 GET /api/oversight/lots?to=2026-01-01 -> 200 check /lots=[]
as 住建 GET /api/oversight/lots.csv -> 200
# what may merely be looked at is nothing to do
as 纪检 GET /api/agenda -> 200 check /items=[]
as 交通 GET /api/agenda -> 200 check /items=[]
as 住建 GET /api/agenda -> 200 check /items=[]
# an inspector reads what supervision reads
as 纪检 GET /api/lots/$L/evaluation -> 200
as 交通 GET /api/lots/$L/evaluation -> 403 SECRET
as 纪检 GET /api/lots/$L/queries -> 200
as 业主 POST /api/lots/$L/cancellation {"reason":"x"} -> 200
proves $L
