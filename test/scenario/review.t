# Review item by item; a member whose unit bids is replaced, and what it gave counts no more.
register 业主 procuringEntity 91510700205412308D
register 甲 tenderer 914403001922038216
register 乙 tenderer 9144030071526726XG
register 丙 tenderer 91330100799655058B
register 中心 centre A:7
as 业主 POST /api/projects {"code":"2026-510700-04","name":"滨河路"} -> 201 save /result/id=P
as 业主 POST /api/tenders {"project":"$P","kind":"works-municipal","title":"滨河路施工", \
  "mandatory":true,"stateControlled":true,"funding":"state","qualification":"after","method":"open", \
  "organisation":"self","lots":[{"title":"一标段","ceiling":{"amount":"50000000.00","currency":"CNY"}}]} \
  -> 201 save /result/id=T save /result/lots/0=L
upload DOC 业主 招标文件
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"lowest-price","review":[{"id":"F1","part":"form","title":"投标函签字盖章"},{"id":"F1","part":"qualification","title":"市政公用工程施工总承包二级以上资质"}],"asking":{"of_mean":850000,"of_next":0,"of_ceiling":0},"ties":[{"by":"draw"}]}} -> 422 BAD_FIELD check /field=/evaluation/review/1/id
as 业主 POST /api/tenders/$T/announcement {"text":"……","document":"$DOC","deadline":"@+21d","windowMinutes":30,"evaluation":{"method":"lowest-price","candidates":1,"review":[{"id":"F1","part":"form","title":"投标函签字盖章"},{"id":"Z1","part":"qualification","title":"市政公用工程施工总承包二级以上资质"}],"asking":{"of_mean":850000,"of_next":0,"of_ceiling":0},"ties":[{"by":"draw"}]}} -> 200
as 业主 POST /api/tenders/$T/confirmation -> 200
as 业主 POST /api/tenders/$T/publication -> 200
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":true,"years":12,"title":"高级工程师"},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 422 LAW_BOUND check /field=/members/0/unit check /rule~第三十七条
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false,"leader":true},{"name":"二","unit":"x","expert":true,"years":12,"title":"高级工程师","leader":true},{"name":"三","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"x","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"x","expert":true,"years":12,"title":"高级工程师"}]} -> 422 BAD_FIELD check /field=/members
as 业主 POST /api/lots/$L/committee {"members":[{"name":"一","unit":"业主","expert":false},{"name":"二","unit":"设计院","expert":true,"years":12,"title":"高级工程师","leader":true},{"name":"三","unit":"大学","expert":true,"years":12,"title":"高级工程师"},{"name":"四","unit":"甲","expert":true,"years":12,"title":"高级工程师"},{"name":"五","unit":"丁公司","expert":true,"years":12,"title":"高级工程师"}]} -> 201 \
  save /result/members/0=m1 save /result/members/1=m2 save /result/members/2=m3 save /result/members/3=m4 save /result/members/4=m5
person e1 $m1
person e2 $m2
person e3 $m3
person e4 $m4
person e5 $m5
seal bid1 $L $甲 {"price":{"amount":"41000000.00","currency":"CNY"},"duration_days":300}
as 甲 POST /api/lots/$L/bids {"form":"$bid1"} -> 201
seal bid2 $L $乙 {"price":{"amount":"45250000.00","currency":"CNY"},"duration_days":300}
as 乙 POST /api/lots/$L/bids {"form":"$bid2"} -> 201
seal bid3 $L $丙 {"price":{"amount":"30900000.00","currency":"CNY"},"duration_days":300,"consortium":[{"name":"丁公司"}]}
as 丙 POST /api/lots/$L/bids {"form":"$bid3"} -> 201
clock +21d
as 甲 POST /api/lots/$L/keys {"form":"$bid1.key"} -> 200
as 乙 POST /api/lots/$L/keys {"form":"$bid2.key"} -> 200
as 丙 POST /api/lots/$L/keys {"form":"$bid3.key"} -> 200
clock +1800000
as nobody GET /api/lots/$L/opening -> 200 check /bids/2/form/consortium/0/name=丁公司
as e2 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true}]} -> 422 MISSING_FIELD check /field=/items
as e2 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"F1","passed":true}]} -> 422 BAD_FIELD check /field=/items/1/item
as e2 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":false}]} -> 422 MISSING_FIELD check /field=/items/1/reason
as 甲 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 403 DENIED
as e1 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e1 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e1 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":false,"reason":"资质证书已过期"}]} -> 200
# what a member gave is told to it, and to nobody else
as e1 GET /api/lots/$L/scores -> 200 check /given/0/kind=review check /given/2/kind=review check /sheets=[]
as e2 GET /api/lots/$L/scores -> 200 check /given=[]
as e2 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e2 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":false,"reason":"资质证书已过期"}]} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e3 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":false,"reason":"资质证书已过期"}]} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e4 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":false,"reason":"资质证书已过期"}]} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e5 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending/detailZh~评委4
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as e4 POST /api/lots/$L/recusals {"reason":"本人任职于投标人甲"} -> 200
as 甲 POST /api/lots/$L/replacements {"seat":4,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 403 DENIED
as 业主 POST /api/lots/$L/replacements {"seat":6,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 422 BAD_FIELD check /field=/seat
as 业主 POST /api/lots/$L/replacements {"seat":4,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"勘察院","expert":false}} -> 422 LAW_BOUND
as 业主 POST /api/lots/$L/replacements {"seat":4,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"乙","expert":true,"years":12,"title":"高级工程师"}} -> 422 LAW_BOUND check /field=/member/unit
as 业主 POST /api/lots/$L/replacements {"seat":4,"cause":"recusal","reason":"回避","member":{"name":"六","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 200 save /result/member=m6
as e4 GET /api/lots/$L/scores -> 403 DENIED
as e1 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~评委5
as 业主 POST /api/lots/$L/replacements {"seat":5,"cause":"recusal","reason":"任职于联合体成员","member":{"name":"七","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 200 save /result/member=m7
person e6 $m6
person e7 $m7
as e6 GET /api/lots/$L/evaluation -> 200 check /pending/detailZh~逐项评审
as e6 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e6 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e6 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e7 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e7 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e7 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e6 GET /api/lots/$L/evaluation -> 200 check /result/bids/2/why~资格评审不合格 check /result/bids/2/why~3 check /pending/detailZh~缺乏竞争
as e1 POST /api/lots/$L/competition {"competitive":true,"reason":"两家竞争充分"} -> 200
as e2 POST /api/lots/$L/competition {"competitive":true,"reason":"两家竞争充分"} -> 200
as e3 POST /api/lots/$L/competition {"competitive":true,"reason":"两家竞争充分"} -> 200
as e1 GET /api/lots/$L/evaluation -> 200 save /digest=D check /result/winner=$甲
as e1 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e2 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e3 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/missing=2
# whoever is replaced after signing has not signed
as 业主 POST /api/lots/$L/replacements {"seat":3,"cause":"recusal","reason":"看法不同","member":{"name":"八","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 403 DENIED check /rule~第四十八条
as 业主 POST /api/lots/$L/replacements {"seat":3,"cause":"unable","reason":"突发疾病","member":{"name":"八","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 403 DENIED
as 中心 POST /api/lots/$L/replacements {"seat":3,"cause":"unable","reason":"突发疾病","member":{"name":"八","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 200 save /result/member=m8
person e8 $m8
as e8 POST /api/lots/$L/confirmations {"digest":"$D"} -> 409 PENDING
as e8 POST /api/lots/$L/reviews {"party":"$甲","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e8 POST /api/lots/$L/reviews {"party":"$乙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":true}]} -> 200
as e8 POST /api/lots/$L/reviews {"party":"$丙","items":[{"item":"F1","passed":true},{"item":"Z1","passed":false,"reason":"资质证书已过期"}]} -> 200
as e8 POST /api/lots/$L/competition {"competitive":true,"reason":"两家竞争充分"} -> 200
as e8 GET /api/lots/$L/evaluation -> 200 save /digest=D check /pending=null
as e6 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e7 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200
as e8 POST /api/lots/$L/confirmations {"digest":"$D"} -> 200 check /result/state=evaluated
as 业主 POST /api/lots/$L/replacements {"seat":3,"cause":"recusal","reason":"x","member":{"name":"九","unit":"勘察院","expert":true,"years":12,"title":"高级工程师"}} -> 409 WRONG_STATE
# the document asks for one candidate, though two are valid
as 业主 POST /api/lots/$L/candidates -> 200
as nobody GET /api/notices?type=candidates&tender=$T -> 200 save /notices/0/id=N
as nobody GET /api/notices/$N -> 200 check /body/candidates/0/party=$甲 lacks "order":2
clock +4d
as 业主 POST /api/lots/$L/award -> 200 check /result/supplier=$甲
proves $L
