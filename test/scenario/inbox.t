# What was told to whom: the own inbox, read marks, and what may leave the house.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 丁 tenderer A:4
register 局 supervisor A:6
as nobody GET /api/messages -> 401 UNAUTHENTICATED
as 甲 GET /api/messages -> 200 check /messages=[] check /new=0
as 甲 GET /api/deliveries -> 403 DENIED
as 局 GET /api/deliveries -> 403 DENIED
as 业主 POST /api/projects {"code":"2026-510700-01","name":"第一小学教学楼"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-lowest-price","title":"第一小学教学楼施工","mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open","organisation":"self","lots":[{"title":"教学楼施工","ceiling":{"amount":"5000000.00","currency":"CNY"}}]} -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"招标公告","document":"$DOC","deadline":"@+21d","windowMinutes":30} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 业主 GET /api/messages -> 200 check /messages/0/kind=notice check /messages/0/type=announcement check /new=1
# who has no part in it yet is told nothing
as 甲 GET /api/messages -> 200 check /messages=[]
clock +1000
as 丁 POST /api/tenders/$T/enquiries {"question":"基坑支护由谁设计？"} -> 201
as 业主 GET /api/messages -> 200 check /messages/0/kind=enquiry check /new=2
as 业主 PUT /api/messages/read {"until":"@+1d"} -> 422 BAD_FIELD check /field=/until
as 业主 PUT /api/messages/read {"until":"@+1"} -> 200
as 业主 GET /api/messages -> 200 check /messages/0/new=false check /new=0
as 丁 GET /api/messages -> 200 check /messages/0/type=announcement
seal b1 $L $甲 {"price":{"amount":"4800000.00","currency":"CNY"}}
as 甲 POST /api/lots/$L/bids {"form":"$b1"} -> 201
seal b2 $L $乙 {"price":{"amount":"4700000.00","currency":"CNY"}}
as 乙 POST /api/lots/$L/bids {"form":"$b2"} -> 201
seal b3 $L $丙 {"price":{"amount":"4900000.00","currency":"CNY"}}
as 丙 POST /api/lots/$L/bids {"form":"$b3"} -> 201
as 甲 GET /api/messages -> 200 check /messages/0/tender=$T
as 业主 GET /api/messages -> 200 lacks bid check /new=0
clock +1000
as 甲 POST /api/tenders/$T/objections {"content":"限定品牌"} -> 201 save /result/id=O
as 局 GET /api/messages -> 200 check /messages/0/kind=objection check /new=1
clock +1000
as 业主 POST /api/tenders/$T/objections/answers {"objection":"$O","outcome":"rejected","answer":"并无限定"} -> 200
as 甲 GET /api/messages -> 200 check /messages/0/kind=objection-answered
as 乙 GET /api/messages -> 200 lacks objection
clock +1000
as 局 POST /api/lots/$L/opinions {"type":"opinion","content":"请规范答复"} -> 201
as 局 POST /api/lots/$L/opinions {"type":"transfer","content":"线索","recipient":"公安机关"} -> 201
as 业主 GET /api/messages -> 200 check /messages/0/kind=opinion check /messages/1/kind=objection save /messages/0/at=AT
as 业主 GET /api/messages?before=$AT -> 200 check /messages/0/kind=objection
as 业主 GET /api/messages?before=$AT,0 -> 200 check /messages/0/kind=objection
as 业主 GET /api/messages?before=$AT,ZZZZ -> 200 check /messages/0/kind=opinion
as 业主 GET /api/messages?before=soon -> 422 BAD_FIELD check /field=?before
